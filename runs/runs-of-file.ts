/** The runs of one experiment: where they are kept beside its file, and which of them were started from it. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isObject } from '../contract/checks';
import { runFiles } from '../contract/run-log';
import { listRuns, type RunSummary } from './list-runs';

/** The folder that holds the runs of all experiments beside the file, unless somebody names another one. */
export const runsBeside = (file: string): string => join(dirname(file), 'runs');

/** Newest first. */
export function runsOfFile(file: string): Promise<readonly RunSummary[]> {
  const name = basename(file);
  return listRuns(runsBeside(file), async (folder) => (await fileOf(folder)) === name);
}

/** Undefined for a run that does not say it, and for a folder that is none. */
async function fileOf(folder: string): Promise<unknown> {
  try {
    const plan: unknown = JSON.parse(await readFile(join(folder, runFiles.plan), 'utf8'));
    return isObject(plan) ? plan['file'] : undefined;
  } catch {
    return undefined;
  }
}
