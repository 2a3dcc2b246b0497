/** Which process trains a run, or was the last to do so. */
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFiles, type RunEvent } from '../contract/run-log';
import { isAlive } from './process-tree';

/**
 * By what was kept as long as that process lives, since its first word in the log comes only when the data is loaded; else by the log;
 * undefined where neither tells.
 */
export function trainerPid(events: readonly RunEvent[], folder: string): number | undefined {
  if (isTrainerAtWork(folder)) return keptPid(folder);
  const last = events.findLast((event) => event.kind === 'start' || event.kind === 'resume');
  return last && 'pid' in last ? last.pid : keptPid(folder);
}

/** A trainer was started in the folder and lives, whether or not it has said a word. */
export function isTrainerAtWork(folder: string): boolean {
  const pid = keptPid(folder);
  return pid !== undefined && isAlive(pid, folder);
}

/** Milliseconds after which a mark is taken for one that was left behind: to start a process takes a moment. */
const staleness = 10_000;

/**
 * Does `start`, which keeps the number of a trainer, and answers what that does; undefined where a trainer is at work in the folder, or
 * somebody else is starting one at this moment.
 */
export function startAlone<T>(folder: string, start: () => T): T | undefined {
  const mark = join(folder, `${runFiles.pid}.lock`);
  if (!makeMark(mark)) return undefined;
  try {
    return isTrainerAtWork(folder) ? undefined : start();
  } finally {
    rmSync(mark, { force: true });
  }
}

/** Answers false where another process has made it. */
function makeMark(mark: string): boolean {
  try {
    closeSync(openSync(mark, 'wx'));
    return true;
  } catch (error) {
    // The trainer itself will say what is wrong with a folder that nothing can be written into.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return true;
    const { mtimeMs } = statSync(mark, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    return Date.now() - mtimeMs > staleness;
  }
}

/** Best effort: where nothing can be written, the log tells a little later. */
export function keepPid(folder: string, pid: number): void {
  try {
    writeFileSync(join(folder, runFiles.pid), String(pid));
  } catch {
    // The trainer itself will say what is wrong with the folder.
  }
}

/** What `keepPid` wrote; it stays behind where nobody saw the trainer end. */
export function keptPid(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, runFiles.pid), 'utf8'));
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

export function forgetPid(folder: string): void {
  try {
    rmSync(join(folder, runFiles.pid), { force: true });
  } catch {
    // A number that no process has says nothing.
  }
}
