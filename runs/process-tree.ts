/** Whether a process lives, and how to end it together with all that it started. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { isSameFolder } from './real-folder';

/**
 * Whether the process `pid` runs. Where the system tells a process's command line (Linux), it must name `folder` too, by whatever
 * link, because numbers of dead processes are given out again.
 */
export function isAlive(pid: number, folder: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.some((word) => isAbsolute(word) && isSameFolder(word, folder));
  } catch {
    return process.platform !== 'linux';
  }
}

/** Ends a process that leads a group of its own, and the group with it. One that is gone already is no error. */
export function killTree(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    // Windows has no signals: without /F a process without window does not end.
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], () => undefined);
    return;
  }
  try {
    process.kill(signal === 'SIGKILL' ? -pid : pid, signal);
  } catch {
    // It ended in between.
  }
}
