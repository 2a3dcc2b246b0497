/** Starts a trainer in a process of its own, hears its events, stops it, and makes sure that its log has an end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { parseRunEvent } from '../contract/parse-run-event';
import type { Problem } from '../contract/problem';
import { runFiles, type ControlMessage, type EndEvent, type RunEvent } from '../contract/run-log';
import { closeLog, isEnd, type EndedEvent, type Ending } from './close-log';
import { lastOutput, openOutput } from './output-file';
import {
  diedOfSignal,
  diedWithCode,
  folderNotWritten,
  stopIgnored,
  trainerDied,
  trainerNotStarted,
} from './problems';
import { killTree } from './process-tree';
import { readLog } from './read-log';
import { trainerEnvironment } from './trainer-environment';

export interface TrainerStart {
  /** The trainer's bundle, `dist/trainer.cjs`. */
  readonly trainerFile: string;
  /** A run folder that `createRun` made. */
  readonly folder: string;
  readonly onEvent?: (event: RunEvent) => void;
  readonly onExit?: (ended: TrainerEnd) => void;
  /** What the trainer does when this process ends first: stop cleanly, or go on. */
  readonly whenParentLeaves: 'stop' | 'continue';
  /** The Node to run it with; the running one by default. */
  readonly execPath?: string;
  readonly environment?: Readonly<Record<string, string>>;
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

export function startTrainer(start: TrainerStart): TrainerHandle {
  const folder = resolve(start.folder);
  const { terminate, kill } = start.patience ?? { terminate: 3000, kill: 6000 };
  const heard: RunEvent[] = [];
  let stopTimers: NodeJS.Timeout[] | undefined;
  let ignoredStop = false;

  const child = spawnTrainer(start, folder);
  if ('problem' in child) {
    const done = finish({ status: 'failed', problem: child.problem });
    return { pid: undefined, done, stop: () => undefined, kill: () => undefined, leave: () => undefined };
  }

  child.process.on('message', (message) => {
    const event = parseRunEvent(message);
    if (event) hear(event);
  });
  const done = ended(child.process).then(async (how) => {
    stopTimers?.forEach(clearTimeout);
    child.closeOutput();
    return finish(await explain(how));
  });

  function hear(event: RunEvent): void {
    heard.push(event);
    // A trainer that writes its model and its last results is stopping, however long it takes; one that trains on is not.
    if (event.kind !== 'progress') stopTimers?.at(-1)?.refresh();
    start.onEvent?.(event);
  }

  async function explain(how: HowEnded): Promise<Ending> {
    if (how.error) return { status: 'failed', problem: trainerNotStarted(how.error.message) };
    if (ignoredStop) return { status: 'stopped', problem: stopIgnored() };
    const output = join(folder, runFiles.output);
    const words = how.signal === null ? diedWithCode(how.exitCode ?? 0) : diedOfSignal(how.signal);
    return { status: 'failed', problem: trainerDied(words, output, await lastOutput(output)) };
  }

  /** Hands on what the log holds beyond the events heard, then the end. */
  async function finish(ending: Ending): Promise<TrainerEnd> {
    const end = heard.find(isEnd) ?? (await closeWithLog(ending));
    const { status, problem } = end;
    const result = problem ? { status, problem } : { status };
    start.onExit?.(result);
    return result;
  }

  async function closeWithLog(ending: Ending): Promise<EndedEvent> {
    const end = await closeLog(folder, ending, heard);
    const logged = (await readLog(folder)).value ?? [];
    const last = heard.at(-1)?.sequence ?? -1;
    for (const event of logged) if (event.sequence > last) hear(event);
    if (!heard.some(isEnd)) hear(end);
    return end;
  }

  return {
    pid: child.process.pid,
    done,
    stop() {
      if (stopTimers || child.process.pid === undefined) return;
      const { pid } = child.process;
      send(child.process, { kind: 'stop' });
      stopTimers = [
        setTimeout(() => killTree(pid, 'SIGTERM'), terminate),
        setTimeout(() => {
          ignoredStop = true;
          killTree(pid, 'SIGKILL');
        }, kill),
      ];
    },
    kill() {
      if (child.process.pid !== undefined) killTree(child.process.pid, 'SIGKILL');
    },
    leave() {
      if (child.process.connected) child.process.disconnect();
      child.process.unref();
    },
  };
}

type Started = { readonly process: ChildProcess; readonly closeOutput: () => void };

function spawnTrainer(start: TrainerStart, folder: string): Started | { readonly problem: Problem } {
  try {
    const output = openOutput(join(folder, runFiles.output));
    const child = spawn(start.execPath ?? process.execPath, [start.trainerFile, folder], {
      stdio: ['ignore', output.descriptor, output.descriptor, 'ipc'],
      env: trainerEnvironment(process.env, start.whenParentLeaves, start.environment),
      // A group of its own: Ctrl-C in a terminal reaches the parent alone, which then asks for a clean stop.
      detached: true,
      windowsHide: true,
    });
    lowerPriority(child.pid);
    return { process: child, closeOutput: () => output.close() };
  } catch (error) {
    const { code = String(error), path } = error as NodeJS.ErrnoException;
    return { problem: path ? folderNotWritten(path, code) : trainerNotStarted(code) };
  }
}

interface HowEnded {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: Error;
}

/** The process has ended and its last messages are here, which can arrive after its exit. */
function ended(child: ChildProcess): Promise<HowEnded> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ exitCode: null, signal: null, error });
    });
    child.once('exit', (exitCode, signal) => {
      const finish = () => resolve({ exitCode, signal });
      if (!child.connected) return finish();
      // A process that the trainer has left behind can hold the channel open.
      const timer = setTimeout(finish, 1000);
      child.once('disconnect', () => {
        clearTimeout(timer);
        finish();
      });
    });
  });
}

/** A trainer that has just ended cannot be told anything; that it ended is seen elsewhere. */
function send(child: ChildProcess, message: ControlMessage): void {
  if (child.connected) child.send(message, () => undefined);
}

/** Best effort: the editor and the terminal stay quick while all cores train. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here, or ended already.
  }
}
