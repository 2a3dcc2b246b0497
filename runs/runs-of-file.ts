/** The runs of one experiment: where they are kept beside its file, and which of them were started from it. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { isObject } from '../contract/checks';
import { runFiles } from '../contract/run-log';
import { inTurn } from './in-turn';
import { describeRuns, runFoldersAlone, type RunSummary } from './list-runs';

/** The folder that holds the runs of all experiments beside the file, unless somebody names another one. */
export const runsBeside = (file: string): string => join(dirname(file), 'runs');

/** How a run is called beside the file: by its folder's name, or by the path from there where it lies elsewhere. */
export const nameBeside = (file: string, folder: string): string =>
  relative(runsBeside(file), folder).replaceAll(sep, '/');

/** Newest first; `elsewhere` are folders of runs of the file that lie not beside it. */
export const runsOfFile = async (
  file: string,
  elsewhere: readonly string[] = [],
): Promise<readonly RunSummary[]> => describeRuns(await foldersOfFile(file, elsewhere));

export async function foldersOfFile(file: string, elsewhere: readonly string[]): Promise<readonly string[]> {
  const folders = await runFoldersAlone(runsBeside(file));
  const belongs = await inTurn(folders, await belongingTo(file));
  return [...folders.filter((_, index) => belongs[index]), ...elsewhere];
}

/** Whether a folder is of a run of the file. One that does not say its file, as older ones, belongs to a file with the text that it ran from. */
async function belongingTo(file: string): Promise<(folder: string) => Promise<boolean>> {
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
