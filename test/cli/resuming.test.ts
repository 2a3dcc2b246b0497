/**
 * Runs that are killed at any moment and resumed end with the numbers of a run that nobody interrupted, bit for bit.
 * `MTL_KILLS` says how many times a trainer is killed, `MTL_SEED` when.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseRunEvent } from '../../contract/parse-run-event';
import { runFiles, type RunEvent } from '../../contract/run-log';
import { parseLog } from '../../runs/parse-log';
import { loadCheckpoint } from '../../trainer/src/checkpoint/save-checkpoint';
import { createLcg } from '../support/lcg';
import { temporaryFolder } from '../support/temporary-folder';
import { planOf } from '../trainer/train';
import { experiments, tables } from './resumed-experiments';

const kills = Number(process.env['MTL_KILLS'] ?? 20);
const seed = Number(process.env['MTL_SEED'] ?? 1);
const trainer = join(import.meta.dirname, '../../dist/trainer.cjs');

const random = createLcg(seed);
const names = Object.keys(experiments) as (keyof typeof experiments)[];
const perExperiment = Math.ceil(kills / names.length);
/** A slow machine trains the longest of them for half a minute, and each kill brings one or two runs. */
const timeout = 120_000 * (perExperiment + 2);

it.each(names)(`%s, killed ${perExperiment} times`, { timeout }, async (name) => {
  const plan = JSON.stringify(await planOf(experiments[name], temporaryFolder(tables)));
  const whole = newRun(plan);
  const began = performance.now();
  await train(whole).over;
  let milliseconds = performance.now() - began;
  let killed = 0;
  const moments = { before: 0, between: 0, writing: 0 };
  // Else that a run goes on from a checkpoint would not be tried.
  const isEnough = () => killed >= perExperiment && moments.between > 0;
  while (!isEnough()) {
    const folder = newRun(plan);
    // A run can be killed several times before it is left to come to its end.
    for (let left = 1 + Math.floor(3 * random()); left > 0 && !isEnough(); left--) {
      // One that has ended by itself was not killed.
      if (isOver(folder)) break;
      const [started, isNew] = [performance.now(), !existsSync(join(folder, runFiles.log))];
      const when = moments.between === 0 ? 'checkpoint' : random() * milliseconds;
      if (!(await kill(train(folder), when))) {
        // Other work on the machine has slowed down the run that was timed: kills would come too late.
        if (isNew) milliseconds = performance.now() - started;
        break;
      }
      killed += 1;
      moments[momentIn(folder)] += 1;
    }
    if (!isOver(folder)) await train(folder).over;
    expect(isOver(folder)).toBe(true);
    expectSame(folder, whole);
  }
  if (process.env['MTL_KILLS']) {
    const { before, between, writing } = moments;
    console.log(
      `${name}: ${killed} kills, ${before} before the first checkpoint, ${between} behind one, ${writing} while one was written`,
    );
  }
});

/** A checkpoint that is being written lies beside the one before it, and the next one takes its place. */
function momentIn(folder: string): 'before' | 'between' | 'writing' {
  const file = join(folder, runFiles.checkpoint);
  if (existsSync(`${file}.part`)) {
    // Counted once, whatever comes after.
    rmSync(`${file}.part`);
    return 'writing';
  }
  return existsSync(file) ? 'between' : 'before';
}

function newRun(plan: string): string {
  const folder = join(temporaryFolder(), 'run');
  mkdirSync(folder);
  writeFileSync(join(folder, runFiles.plan), plan);
  return folder;
}

/** It is asked for checkpoints at moments of all kinds. */
function train(folder: string): {
  readonly child: ChildProcess;
  readonly over: Promise<NodeJS.Signals | null>;
} {
  const args = existsSync(join(folder, runFiles.log)) ? ['--resume', folder] : [folder];
  const child = fork(trainer, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const ask = () => {
    if (child.connected) child.send({ kind: 'checkpoint' }, () => undefined);
    timer = setTimeout(ask, 5 + 200 * random());
  };
  let timer = setTimeout(ask, 0);
  const over = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_, signal) => {
      clearTimeout(timer);
      resolve(signal);
    });
  });
  return { child, over };
}

/** After so many milliseconds, or when it has told a checkpoint. Answers whether the signal found the process alive. */
async function kill(
  { child, over }: ReturnType<typeof train>,
  when: number | 'checkpoint',
): Promise<boolean> {
  if (when === 'checkpoint') {
    child.on('message', (message) => {
      if (parseRunEvent(message)?.kind === 'checkpoint') child.kill('SIGKILL');
    });
    return (await over) === 'SIGKILL';
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), when);
  const signal = await over;
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

const eventsOf = (folder: string): readonly RunEvent[] =>
  existsSync(join(folder, runFiles.log))
    ? parseLog(readFileSync(join(folder, runFiles.log), 'utf8')).events
    : [];

const isOver = (folder: string): boolean => eventsOf(folder).at(-1)?.kind === 'end';

const statesOf = (run: string) => loadCheckpoint(join(run, runFiles.checkpoint)).value!.states;
const modelOf = (run: string) => readFileSync(join(run, runFiles.model));
const bytesOf = (values: NodeJS.ArrayBufferView) =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength);

function expectSame(folder: string, whole: string): void {
  const [found, wanted] = [statesOf(folder), statesOf(whole)];
  expect(Object.keys(found)).toEqual(Object.keys(wanted));
  for (const [state, values] of Object.entries(wanted)) {
    expect(bytesOf(found[state]!).equals(bytesOf(values)), state).toBe(true);
  }
  expect(modelOf(folder).equals(modelOf(whole))).toBe(true);

  const log = parseLog(readFileSync(join(folder, runFiles.log), 'utf8'));
  expect(log.unreadable).toEqual([]);
  expect(log.events.map(({ sequence }) => sequence)).toEqual(log.events.map((_, index) => index));
  expect(numbersOf(log.events)).toEqual(numbersOf(eventsOf(whole)));
}

const told: readonly RunEvent['kind'][] = ['epoch', 'round', 'drift', 'notice'];

/** All that does not follow from the clock. */
const numbersOf = (events: readonly RunEvent[]) =>
  events.flatMap((event): readonly object[] => {
    if (event.kind === 'end') {
      const { status, results, epochs, steps } = event;
      return [{ status, results, epochs, steps }];
    }
    if (!told.includes(event.kind)) return [];
    const { sequence: _sequence, time: _time, ...numbers } = event;
    return [numbers];
  });
