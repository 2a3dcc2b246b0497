/** The runs of one experiment: where they are kept beside its file, and which of them were started from it. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isObject } from '../contract/checks';
import { runFiles } from '../contract/run-log';
import { listRuns, type RunSummary } from './list-runs';

/** The folder that holds the runs of all experiments beside the file, unless somebody names another one. */
export const runsBeside = (file: string): string => join(dirname(file), 'runs');

/** Newest first. */
export const runsOfFile = async (file: string): Promise<readonly RunSummary[]> =>
  listRuns(runsBeside(file), await belongingTo(file));

/** Whether a folder is of a run of the file. One that does not say its file, as older ones, belongs to a file with the text that it ran from. */
export async function belongingTo(file: string): Promise<(folder: string) => Promise<boolean>> {
  const name = basename(file);
  const text = await textOf(file);
  return async (folder) => {
    const origin = await fileOf(folder);
    if (origin !== undefined) return origin === name;
    return text !== undefined && (await textOf(join(folder, runFiles.experiment))) === text;
  };
}

/** Whatever its line breaks; undefined where it cannot be read. */
export const textOf = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').then(
    (text) => text.replaceAll('\r\n', '\n'),
    () => undefined,
  );

/** Undefined for a run that does not say it, and for a folder that is none. */
async function fileOf(folder: string): Promise<unknown> {
  try {
    const plan: unknown = JSON.parse(await readFile(join(folder, runFiles.plan), 'utf8'));
    return isObject(plan) ? plan['file'] : undefined;
  } catch {
    return undefined;
  }
}
