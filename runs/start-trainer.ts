/** Starts a trainer in a process of its own, hears its events, stops it, and makes sure that its log has an end. */
import type { ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseRunEvent } from '../contract/parse-run-event';
import type { Problem } from '../contract/problem';
import { runFiles, type ControlMessage, type EndEvent, type RunEvent } from '../contract/run-log';
import { closeLog, isEnd, type EndedEvent, type Ending } from './close-log';
import { lastOutput } from './output-file';
import { diedOfSignal, diedWithCode, stopIgnored, trainerDied, trainerNotStarted } from './problems';
import { killTree } from './process-tree';
import { readLog } from './read-log';
import { spawnTrainer, type HowEnded, type TrainerCommand } from './spawn-trainer';

export interface TrainerStart extends TrainerCommand {
  /** A run folder that `createRun` made; with `resume` one that `findResumable` takes. */
  readonly folder: string;
  readonly onEvent?: (event: RunEvent) => void;
  readonly onExit?: (ended: TrainerEnd) => void;
  /** How long a trainer that was asked to stop may give no sign of stopping, in milliseconds. */
  readonly patience?: { readonly terminate: number; readonly kill: number };
}

export interface TrainerEnd {
  readonly status: EndEvent['status'];
  readonly problem?: Problem;
}

export interface TrainerHandle {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  readonly done: Promise<TrainerEnd>;
  /** Asks for a clean stop; ends the trainer when it does not answer. */
  stop(): void;
  /** Ends the trainer at once. */
  kill(): void;
  /** Lets go of the trainer: it stops or goes on as `whenParentLeaves` says, and this process may end. */
  leave(): void;
}

/** Never throws: a trainer that cannot be started ends at once with a problem. */
export function startTrainer(start: TrainerStart): TrainerHandle {
  const folder = resolve(start.folder);
  const { terminate, kill } = start.patience ?? { terminate: 3000, kill: 6000 };
  /** The last event of each kind: what the run had reached, without holding all of it. */
  const heard = new Map<RunEvent['kind'], RunEvent>();
  let lastSequence = -1;
  let stopTimers: NodeJS.Timeout[] | undefined;
  let killed = false;

  function hear(event: RunEvent): void {
    heard.set(event.kind, event);
    lastSequence = event.sequence;
    // A trainer that writes its model and its last results is stopping, however long it takes; one that trains on is not.
    if (event.kind !== 'progress') stopTimers?.at(-1)?.refresh();
    start.onEvent?.(event);
  }

  async function explain(how: HowEnded): Promise<Ending> {
    if (how.error) return { status: 'failed', problem: trainerNotStarted(how.error.message) };
    if (killed) return { status: 'stopped', problem: stopIgnored() };
    const output = join(folder, runFiles.output);
    const words = how.signal === null ? diedWithCode(how.exitCode ?? 0) : diedOfSignal(how.signal);
    return { status: 'failed', problem: trainerDied(words, output, await lastOutput(output)) };
  }

  /** Sees to it that the log has an end, and hands on what it holds beyond the events heard. */
  async function endLog(ending: Ending): Promise<EndedEvent> {
    const end = await closeLog(folder, ending, [...heard.values()]);
    for (const event of (await readLog(folder)).value ?? []) if (event.sequence > lastSequence) hear(event);
    return end;
  }

  async function finish(ending: Ending): Promise<TrainerEnd> {
    // A run that could not go on keeps the log that it had.
    const isRefused = start.resume && !heard.has('start') && !heard.has('resume');
    const written = isRefused
      ? ([...heard.values()].find(isEnd) ?? refusedEnd(ending))
      : await endLog(ending);
    const { status, problem, ...end } = written;
    const result = problem ? { status, problem } : { status };
    if (!heard.has('end')) hear({ ...end, ...result });
    start.onExit?.(result);
    return result;
  }

  const spawned = spawnTrainer(start, folder);
  if ('problem' in spawned) {
    const done = finish({ status: 'failed', problem: spawned.problem });
    return { pid: undefined, done, stop: () => undefined, kill: () => undefined, leave: () => undefined };
  }
  const child = spawned.process;
  const { pid } = child;
  child.on('message', (message) => {
    const event = parseRunEvent(message);
    if (event) hear(event);
  });
  /** Once it has ended, its number may belong to another process. */
  const isOver = () => pid === undefined || child.exitCode !== null || child.signalCode !== null;
  const end = (signal: 'SIGTERM' | 'SIGKILL') => {
    if (isOver()) return;
    killed ||= signal === 'SIGKILL';
    killTree(pid!, signal);
  };
  const done = spawned.ended.then(async (how) => {
    stopTimers?.forEach(clearTimeout);
    return finish(await explain(how));
  });
  return {
    pid,
    done,
    kill: () => end('SIGKILL'),
    stop() {
      if (stopTimers || isOver()) return;
      send(child, { kind: 'stop' });
      stopTimers = [setTimeout(end, terminate, 'SIGTERM'), setTimeout(end, kill, 'SIGKILL')];
    },
    leave() {
      if (child.connected) child.disconnect();
      child.unref();
    },
  };
}

/** Of a trainer that left without a word. */
const refusedEnd = (ending: Ending): EndedEvent => ({
  kind: 'end',
  results: {},
  epochs: 0,
  steps: 0,
  seconds: 0,
  sequence: 0,
  time: Date.now(),
  ...ending,
});

/** A trainer that has just ended cannot be told anything; that it ended is seen elsewhere. */
function send(child: ChildProcess, message: ControlMessage): void {
  if (child.connected) child.send(message, () => undefined);
}
