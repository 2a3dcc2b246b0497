/** What the plan in a run folder trains on, for a trainer that was gone before it could say so. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../contract/checks';
import { isDevice } from '../contract/devices';
import { runFiles } from '../contract/run-log';

/** The processor where the plan leaves it open or cannot be read: other devices are tried in processes of their own first. */
export async function plannedDevice(folder: string): Promise<string> {
  const json = await readFile(join(folder, runFiles.plan), 'utf8').catch(() => '');
  const device = deviceIn(json);
  return typeof device === 'string' && isDevice(device) ? device : 'cpu';
}

function deviceIn(json: string): unknown {
  try {
    const plan: unknown = JSON.parse(json);
    const train = isObject(plan) ? plan['train'] : undefined;
    return isObject(train) ? train['device'] : undefined;
  } catch {
    return undefined;
  }
}
