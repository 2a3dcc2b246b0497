/** Spawns the process of a trainer and tells how it ended. */
import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../contract/problem';
import { runFiles } from '../contract/run-log';
import { openOutput } from './output-file';
import { folderNotWritten, stillRunning, trainerNotStarted } from './problems';
import { trainerEnvironment } from './trainer-environment';
import { keepPid, startAlone } from './trainer-pid';

export interface TrainerCommand {
  /** The trainer's bundle, `dist/trainer.cjs`. */
  readonly trainerFile: string;
  /** What the trainer does when this process ends first: stop cleanly, or go on. */
  readonly whenParentLeaves: 'stop' | 'continue';
  /** The Node to run it with; the running one by default. */
  readonly execPath?: string;
  /** Goes on from the run's last checkpoint. */
  readonly resume?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Spawned {
  readonly process: ChildProcess;
  /** Settles when the process has ended and its last messages are here, which can arrive after its exit. */
  readonly ended: Promise<HowEnded>;
}

export interface HowEnded {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** There never was a process. */
  readonly error?: Error;
}

export interface NotSpawned {
  readonly problem: Problem;
  /** Another trainer is at work in the folder, and everything in it is its own. */
  readonly isTaken?: true;
}

export function spawnTrainer(command: TrainerCommand, folder: string): Spawned | NotSpawned {
  return (
    startAlone(folder, () => spawnAlone(command, folder)) ?? { problem: stillRunning(folder), isTaken: true }
  );
}

function spawnAlone(command: TrainerCommand, folder: string): Spawned | NotSpawned {
  try {
    const output = openOutput(join(folder, runFiles.output));
    const child = spawn(command.execPath ?? process.execPath, argumentsOf(command, folder), {
      stdio: ['ignore', output.descriptor, output.descriptor, 'ipc'],
      env: trainerEnvironment(process.env, command.whenParentLeaves, command.environment),
      // A group of its own: Ctrl-C in a terminal reaches the parent alone, which then asks for a clean stop.
      detached: true,
      windowsHide: true,
    });
    lowerPriority(child.pid);
    if (child.pid !== undefined) keepPid(folder, child.pid);
    return {
      process: child,
      ended: waitForEnd(child).finally(() => output.close()),
    };
  } catch (error) {
    const { code = String(error), path } = error as NodeJS.ErrnoException;
    return { problem: path ? folderNotWritten(path, code) : trainerNotStarted(code) };
  }
}

const argumentsOf = ({ trainerFile, resume }: TrainerCommand, folder: string): string[] => [
  trainerFile,
  ...(resume ? ['--resume'] : []),
  folder,
];

function waitForEnd(child: ChildProcess): Promise<HowEnded> {
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

/** Best effort: the editor and the terminal stay quick while all cores train. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here, or ended already.
  }
}
