/** Starts a trainer in a process of its own, hears its events, stops it, and makes sure that its log has an end. */
import type { ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { crashOf, type Crash } from '../contract/crash';
import { parseDeviceMessage, parseRunEvent } from '../contract/parse-run-event';
import type { Problem } from '../contract/problem';
import { runFiles, type ControlMessage, type EndEvent, type RunEvent } from '../contract/run-log';
import type { Text } from '../contract/text';
import { crashesVariable, fallbackVariable } from '../contract/trainer-variables';
import { closeLog, isEnd, type EndedEvent, type Ending } from './close-log';
import { leavesDeviceOpen } from './leaves-device-open';
import { lastOutput } from './output-file';
import {
  diedOfCrash,
  diedOfSignal,
  diedWithCode,
  endedWhenStopped,
  stopIgnored,
  trainerCrashed,
  trainerDied,
  trainerNotStarted,
} from './problems';
import { killTree } from './process-tree';
import { readLog } from './read-log';
import {
  spawnTrainer,
  type HowEnded,
  type NotSpawned,
  type Spawned,
  type TrainerCommand,
} from './spawn-trainer';
import { forgetPid } from './trainer-pid';

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
  /** Where the process at work trains, or is about to; undefined before it turns to a device. */
  let device: string | undefined;
  const crashes: Crash[] = [];

  function hear(event: RunEvent): void {
    heard.set(event.kind, event);
    lastSequence = event.sequence;
    if (event.kind === 'start' || event.kind === 'resume') device = event.device ?? device;
    // A trainer that writes its model and its last results is stopping, however long it takes; one that trains on is not.
    if (event.kind !== 'progress') stopTimers?.at(-1)?.refresh();
    start.onEvent?.(event);
  }

  async function explain(how: HowEnded): Promise<Ending> {
    if (how.error) return { status: 'failed', problem: trainerNotStarted(how.error.message) };
    if (killed) return { status: 'stopped', problem: stopIgnored() };
    // Whoever asks for a stop can be faster than the trainer, which listens to this signal when it has begun.
    if (how.signal === 'SIGTERM') return { status: 'stopped', problem: endedWhenStopped() };
    const output = join(folder, runFiles.output);
    const said = await lastOutput(output);
    const crash = crashOf(how.exitCode, how.signal);
    const problem =
      crash !== undefined && isDriver(device)
        ? trainerCrashed(crash, device, output, said)
        : trainerDied(wordsFor(how, crash), output, said);
    return { status: 'failed', problem };
  }

  /** Sees to it that the log has an end, and hands on what it holds beyond the events heard. */
  async function endLog(ending: Ending): Promise<EndedEvent> {
    const end = await closeLog(folder, ending, [...heard.values()]);
    for (const event of (await readLog(folder)).value ?? []) if (event.sequence > lastSequence) hear(event);
    return end;
  }

  async function finish(ending: Ending, isTaken = false): Promise<TrainerEnd> {
    // A run that could not go on keeps the log that it had.
    const isRefused = isTaken || (start.resume && !heard.has('start') && !heard.has('resume'));
    const written = isRefused
      ? ([...heard.values()].find(isEnd) ?? refusedEnd(ending))
      : await endLog(ending);
    // Whoever waits for that, to read how the run ended, finds the end in the log.
    if (!isTaken) forgetPid(folder);
    const { status, problem, ...end } = written;
    const result = problem ? { status, problem } : { status };
    if (!heard.has('end')) hear({ ...end, ...result });
    start.onExit?.(result);
    return result;
  }

  function launch(command: TrainerCommand): Spawned | NotSpawned {
    const launched = spawnTrainer(command, folder);
    if ('problem' in launched) return launched;
    launched.process.on('message', (message) => {
      device = parseDeviceMessage(message)?.device ?? device;
      const event = parseRunEvent(message);
      if (event) hear(event);
    });
    return launched;
  }

  /**
   * Each device may crash one process. Where the plan leaves the device open, the run goes on at the next best as long as nothing is
   * learned; else it goes on where that was asked for.
   */
  async function mayGoOn(from: string): Promise<boolean> {
    if (crashes.some((crash) => crash.device === from)) return false;
    const fallback = start.environment?.[fallbackVariable] ?? process.env[fallbackVariable];
    if (fallback !== undefined && fallback !== from) return true;
    const hasLearned = (['resume', 'progress', 'epoch'] as const).some((kind) => heard.has(kind));
    return !hasLearned && (await leavesDeviceOpen(folder));
  }

  /** The run can go on in another process where its device has crashed this one. */
  async function end(how: HowEnded): Promise<TrainerEnd> {
    const crash = crashOf(how.exitCode, how.signal);
    const from = device;
    const goesOn = crash !== undefined && isDriver(from) && !heard.has('end') && (await mayGoOn(from));
    if (!goesOn || killed || stopTimers) return finish(await explain(how));
    crashes.push({ device: from, how: crash });
    device = undefined;
    const environment = { ...start.environment, [crashesVariable]: JSON.stringify(crashes) };
    const next = launch({ ...start, resume: true, environment });
    if ('problem' in next) return finish({ status: 'failed', problem: next.problem }, next.isTaken);
    child = next.process;
    return end(await next.ended);
  }

  const spawned = launch(start);
  if ('problem' in spawned) {
    const done = finish({ status: 'failed', problem: spawned.problem }, spawned.isTaken);
    return { pid: undefined, done, stop: () => undefined, kill: () => undefined, leave: () => undefined };
  }
  /** The process at work. */
  let child = spawned.process;
  /** Once it has ended, its number may belong to another process. */
  const isOver = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  const signal = (name: 'SIGTERM' | 'SIGKILL') => {
    if (isOver()) return;
    killed ||= name === 'SIGKILL';
    killTree(child.pid!, name);
  };
  return {
    pid: child.pid,
    done: spawned.ended.then(end).finally(() => {
      stopTimers?.forEach(clearTimeout);
      stopTimers = [];
    }),
    kill: () => signal('SIGKILL'),
    stop() {
      // Asked between a crash and the next process, it keeps that from being started.
      if (stopTimers) return;
      send(child, { kind: 'stop' });
      stopTimers = [setTimeout(signal, terminate, 'SIGTERM'), setTimeout(signal, kill, 'SIGKILL')];
    },
    leave() {
      if (child.connected) child.disconnect();
      child.unref();
    },
  };
}

/** The processor has no driver that could crash a process. */
const isDriver = (device: string | undefined): device is string => device !== undefined && device !== 'cpu';

function wordsFor({ exitCode, signal }: HowEnded, crash: string | undefined): Text {
  if (crash !== undefined) return diedOfCrash(crash);
  return signal === null ? diedWithCode(exitCode ?? 0) : diedOfSignal(signal);
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
