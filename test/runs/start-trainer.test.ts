/** Whatever becomes of a trainer, its end is told, and its log is whole. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test, vi } from 'vitest';
import { describeProblem } from '../../contract/problem';
import type { RunEvent } from '../../contract/run-log';
import { createRun } from '../../runs/create-run';
import { readLog } from '../../runs/read-log';
import { startTrainer, type TrainerHandle, type TrainerStart } from '../../runs/start-trainer';
import { stopRun } from '../../runs/stop-run';
import { temporaryFolder } from '../support/temporary-folder';
import { smallPlan } from '../support/plan';

const trainerFile = resolve('test/runs/fixtures/trainer.mjs');

async function newRun(behaviour: string): Promise<string> {
  const { value } = await createRun({
    root: temporaryFolder(),
    text: '',
    plan: smallPlan({ title: behaviour }),
  });
  return value!.path;
}

/** The funnel: runs a trainer that behaves so, does `act` once it has told its start, and answers all that is known of its end. */
async function watch(
  behaviour: string,
  act: (handle: TrainerHandle, folder: string) => void | Promise<void> = () => undefined,
  options: Partial<TrainerStart> = {},
) {
  const folder = await newRun(behaviour);
  const heard: RunEvent[] = [];
  const exits: unknown[] = [];
  const handle = startTrainer({
    trainerFile,
    folder,
    whenParentLeaves: 'stop',
    onEvent: (event) => heard.push(event),
    onExit: (ended) => exits.push(ended),
    patience: { terminate: 200, kill: 500 },
    ...options,
  });
  const acting = vi
    .waitFor(() => expect(heard.some(({ kind }) => kind === 'start' || kind === 'end')).toBe(true), 20_000)
    .then(() => act(handle, folder));
  const end = await handle.done;
  await acting;
  const { value: logged = [], problems } = await readLog(folder);
  expect(exits).toEqual([end]);
  expect(problems).toEqual([]);
  return {
    folder,
    heard,
    logged,
    end,
    handle,
    kinds: heard.map(({ kind }) => kind).join(' '),
    said: end.problem ? describeProblem(end.problem) : '',
  };
}

const isGone = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A process that ended but was not yet waited for still has its number.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
};

describe('a trainer that ends by itself', () => {
  test('is heard event by event', async () => {
    const { end, heard, logged, kinds } = await watch('complete');
    expect(end).toEqual({ status: 'completed' });
    expect(kinds).toBe('start epoch epoch epoch end');
    expect(heard).toEqual(logged);
  });

  test('is heard through its log when the channel brings nothing', async () => {
    const { end, heard, logged, kinds } = await watch('write only to the log');
    expect(end).toEqual({ status: 'completed' });
    expect(kinds).toBe('start epoch end');
    expect(heard).toEqual(logged);
  });

  test('gets the end it told into its log', async () => {
    const { end, logged } = await watch('send only');
    expect(end).toEqual({ status: 'completed' });
    expect(logged).toMatchObject([{ kind: 'end', status: 'completed', sequence: 0, steps: 12 }]);
  });

  test('is not believed nonsense', async () => {
    const { end, kinds } = await watch('send nonsense');
    expect([end.status, kinds]).toEqual(['completed', 'start end']);
  });
});

describe('a trainer that dies', () => {
  test('with an exit code: the run has failed, with its last words', async () => {
    const { end, heard, logged, said, folder } = await watch('exit early');
    expect(end).toMatchObject({ status: 'failed', problem: { code: 'MTL8003', severity: 'error' } });
    expect(said).toBe(
      `${join(folder, 'trainer.log')}: The trainer ended with exit code 3 before the run was over. ` +
        'It printed: RangeError: out of patience. Resume the run, or train again with a smaller batch if memory ran out.',
    );
    expect(heard).toEqual(logged);
    expect(logged.at(-1)).toMatchObject({
      kind: 'end',
      status: 'failed',
      sequence: 2,
      epochs: 1,
      steps: 4,
      results: { train: { a: { loss: 1 } } },
      problem: { code: 'MTL8003' },
    });
  });

  test('before it said anything', async () => {
    const { end, logged, said } = await watch('exit before anything');
    expect(end.status).toBe('failed');
    expect(said).toMatch(/exit code 0 before the run was over\. Resume the run/);
    expect(logged).toMatchObject([{ kind: 'end', status: 'failed', sequence: 0, epochs: 0, seconds: 0 }]);
  });

  test('by kill -9', async () => {
    const { end, said, kinds } = await watch(
      'work on',
      (handle) => void process.kill(handle.pid!, 'SIGKILL'),
    );
    expect(end.status).toBe('failed');
    expect(said).toMatch(/ended from outside \(SIGKILL\)/);
    expect(kinds).toBe('start end');
  });

  test('in the middle of a line of its log', async () => {
    const { folder, logged } = await watch('leave half a line');
    expect(logged.map(({ kind, sequence }) => `${kind} ${sequence}`)).toEqual(['start 0', 'end 1']);
    expect(readFileSync(join(folder, 'run.jsonl'), 'utf8')).toMatch(
      /^\{"kind":"start".*\}\n\{"kind":"end".*\}\n$/,
    );
  });

  test('that is not there at all', async () => {
    const folder = await newRun('complete');
    const missing = await startTrainer({
      trainerFile: join(folder, 'no.cjs'),
      folder,
      whenParentLeaves: 'stop',
    }).done;
    expect(missing).toMatchObject({ status: 'failed', problem: { code: 'MTL8003' } });
    expect(describeProblem(missing.problem!)).toMatch(/Cannot find module/);
    const other = await newRun('complete');
    const noNode = await startTrainer({
      trainerFile,
      folder: other,
      whenParentLeaves: 'stop',
      execPath: join(other, 'node'),
    }).done;
    expect(noNode).toMatchObject({ status: 'failed', problem: { code: 'MTL8004' } });
    expect((await readLog(other)).value).toMatchObject([
      { kind: 'end', status: 'failed', problem: { code: 'MTL8004' } },
    ]);
  });

  test('for a folder that is gone', async () => {
    const folder = join(temporaryFolder(), 'gone');
    const end = await startTrainer({ trainerFile, folder, whenParentLeaves: 'stop' }).done;
    expect(end).toMatchObject({ status: 'failed', problem: { code: 'MTL8002' } });
  });
});

describe('stopping', () => {
  test('a trainer that listens ends the run itself', async () => {
    const { end, kinds } = await watch('work on', (handle) => handle.stop());
    expect([end, kinds]).toEqual([{ status: 'stopped' }, 'start end']);
  });

  test('a trainer that shows signs of stopping is waited for', async () => {
    const { end, kinds } = await watch('stop slowly', (handle) => handle.stop());
    expect([end, kinds]).toEqual([{ status: 'stopped' }, 'start epoch epoch epoch end']);
  });

  test('a trainer that has not begun to listen is ended, and the run was stopped', async () => {
    const { end, kinds } = await watch('load for long', (handle) => handle.stop());
    expect(end).toMatchObject({ status: 'stopped', problem: { code: 'MTL8005', severity: 'warning' } });
    expect(kinds).toBe('start end');
  });

  test('a trainer that trains on is ended with all that it started', async () => {
    const { end, folder, handle, logged } = await watch('ignore stop', (handle) => {
      handle.stop();
      handle.stop();
    });
    expect(end).toMatchObject({ status: 'stopped', problem: { code: 'MTL8005', severity: 'warning' } });
    expect(logged.at(-1)).toMatchObject({ kind: 'end', status: 'stopped' });
    expect(isGone(handle.pid!)).toBe(true);
    await vi.waitFor(() =>
      expect(isGone(Number(readFileSync(join(folder, 'grandchild'), 'utf8')))).toBe(true),
    );
  });

  test('at once', async () => {
    const { end } = await watch('ignore stop', (handle) => handle.kill());
    expect(end).toMatchObject({ status: 'stopped', problem: { code: 'MTL8005' } });
  });

  test('one that has ended does nothing', async () => {
    const { handle, logged, folder } = await watch('complete');
    handle.stop();
    handle.kill();
    handle.leave();
    expect((await readLog(folder)).value).toEqual(logged);
  });

  test.each([
    ['work on', undefined],
    // Its signs of stopping take longer than it may be silent.
    ['stop slowly', undefined],
    ['load for long', 'MTL8005'],
    ['ignore stop', 'MTL8005'],
  ])('a run that another process started and that would %s', async (behaviour, code) => {
    const { end, logged } = await watch(behaviour, async (_, folder) => {
      const stopped = await stopRun(folder, 300);
      expect(stopped).toMatchObject({ kind: 'end', status: 'stopped' });
    });
    expect(end.status).toBe('stopped');
    expect(end.problem?.code).toBe(code);
    expect(logged.filter(({ kind }) => kind === 'end')).toHaveLength(1);
  });
});

test.runIf(process.platform === 'linux')('the trainer gives way to others', async () => {
  await watch('work on', (handle) => {
    expect(getPriority(handle.pid)).toBe(10);
    handle.stop();
  });
});

test('what the trainer prints is kept, but not without bounds', async () => {
  const { folder } = await watch('talk much', async (_, inside) => {
    await vi.waitFor(() => expect(statSync(join(inside, 'trainer.log')).size).toBeLessThan(200_000), 10_000);
    writeFileSync(join(inside, 'go'), '');
  });
  const printed = readFileSync(join(folder, 'trainer.log'), 'utf8');
  expect(printed).toMatch(/^… what was printed before is cut off …\n/);
  expect(printed.endsWith('x\nthe last line\n')).toBe(true);
});

test('the environment is the parent’s without what is for the parent alone', async () => {
  vi.stubEnv('NODE_OPTIONS', '--no-warnings');
  vi.stubEnv('VSCODE_PID', '1');
  vi.stubEnv('MTL_TEST', 'kept');
  const { folder } = await watch('show its environment', undefined, {
    whenParentLeaves: 'continue',
    environment: { MORE: '1' },
  });
  vi.unstubAllEnvs();
  const environment = JSON.parse(readFileSync(join(folder, 'environment.json'), 'utf8')) as Record<
    string,
    string
  >;
  expect(environment).toMatchObject({ MTL_TEST: 'kept', MORE: '1', MTL_PARENT_LEAVES: 'continue' });
  expect(Object.keys(environment).filter((name) => /^(NODE_OPTIONS|VSCODE_)/.test(name))).toEqual([]);
});

test.each([
  ['stop', 'stopped'],
  ['continue', 'completed'],
] as const)('when its parent leaves, a trainer will %s', async (whenParentLeaves, status) => {
  const { end } = await watch('follow its parent', (handle) => handle.leave(), { whenParentLeaves });
  expect(end).toEqual({ status });
});

test.each([
  ['stop', 'stopped'],
  ['continue', 'completed'],
] as const)('when its parent is killed, a trainer will %s', async (whenParentLeaves, status) => {
  const folder = await newRun('follow its parent');
  const parentFile = join(folder, 'parent.mjs');
  const start = JSON.stringify({ trainerFile, folder, whenParentLeaves });
  await build({
    stdin: {
      contents: `import { startTrainer } from './runs/start-trainer'; startTrainer(${start});`,
      resolveDir: '.',
    },
    outfile: parentFile,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const parent = spawn(process.execPath, [parentFile], { stdio: 'ignore' });
  await vi.waitFor(() => expect(existsSync(join(folder, 'run.jsonl'))).toBe(true), 10_000);
  parent.kill('SIGKILL');
  const lastEvent = async () => (await readLog(folder)).value?.at(-1);
  await vi.waitFor(async () => expect(await lastEvent()).toMatchObject({ kind: 'end', status }), 10_000);
});
