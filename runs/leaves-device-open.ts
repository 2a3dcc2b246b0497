/** Whether the plan in a run folder leaves it to the trainer what it trains on. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../contract/checks';
import { runFiles } from '../contract/run-log';

/** A plan that cannot be read leaves nothing open: the trainer says what is wrong with it. */
export async function leavesDeviceOpen(folder: string): Promise<boolean> {
  try {
    const plan: unknown = JSON.parse(await readFile(join(folder, runFiles.plan), 'utf8'));
    const train = isObject(plan) ? plan['train'] : undefined;
    return isObject(train) && train['device'] === 'auto';
  } catch {
    return false;
  }
}
