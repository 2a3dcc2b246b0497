/** Lets one process at a time end the log of a run: whoever started it and whoever stops it see its trainer go at the same moment. */
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runFiles } from '../contract/run-log';

/** Milliseconds between two looks, how long one looks, and after how long a lock is taken for one that was left behind. */
const interval = 25;
const patience = 5_000;
const staleness = 10_000;

/** Acts without a lock where none can be had: a log with two ends is better than one without. */
export async function lockLog<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const file = join(folder, `${runFiles.log}.lock`);
  const isOwn = await take(file, Date.now() + patience);
  try {
    return await act();
  } finally {
    if (isOwn) await rm(file, { force: true }).catch(() => undefined);
  }
}

/** Answers whether the lock was taken. */
async function take(file: string, deadline: number): Promise<boolean> {
  for (;;) {
    try {
      await (await open(file, 'wx')).close();
      return true;
    } catch (error) {
      // A folder that is gone, or that nothing can be written into, has no log to end.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || Date.now() > deadline) return false;
    }
    const left = await stat(file).catch(() => undefined);
    if (left && Date.now() - left.mtimeMs > staleness) await rm(file, { force: true }).catch(() => undefined);
    else await wait(interval);
  }
}
