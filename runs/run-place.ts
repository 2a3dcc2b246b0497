/** Where a run belongs: which experiment it was started from, and when. Read from its plan, whose size does not grow with the run. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isObject } from '../contract/checks';
import { runFiles } from '../contract/run-log';
import { timeOfFolder } from './folder-time';
import { runsBeside, textOf } from './runs-of-file';
import { sweepAround } from './sweep/sweep-around';

export interface RunPlace {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Path of its experiment, which may be gone; undefined where nothing tells. */
  readonly file: string | undefined;
  /** Absolute path of the folder of the sweep that it is part of; undefined for a run on its own. */
  readonly sweep: string | undefined;
  /** Milliseconds since 1970, to the second, of its start. */
  readonly time: number;
}

/** Undefined for a folder that is no run's. */
export async function placeOf(folder: string): Promise<RunPlace | undefined> {
  try {
    const path = join(folder, runFiles.plan);
    const plan: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isObject(plan)) return undefined;
    const time = timeOfFolder(basename(folder))?.getTime() ?? (await stat(path)).mtimeMs;
    const sweep = sweepAround(folder);
    return { folder, file: await fileOf(sweep ?? folder, plan), sweep, time };
  } catch {
    return undefined;
  }
}

/** A folder may have been moved together with the runs in it; one that somebody chose for a run lies anywhere. */
async function fileOf(folder: string, plan: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  const beside = dirname(dirname(resolve(folder)));
  const { file, directory } = plan;
  if (typeof file !== 'string') return fileWithText(beside, await textOf(join(folder, runFiles.experiment)));
  const isBeside = runsBeside(join(beside, file)) === dirname(resolve(folder));
  return join(isBeside || typeof directory !== 'string' ? beside : directory, file);
}

/** A run that does not say its file, as older ones, belongs to a file with the text that it ran from. */
async function fileWithText(directory: string, text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined;
  for (const name of (await readdir(directory)).toSorted())
    if (name.endsWith('.mtl') && (await textOf(join(directory, name))) === text) return join(directory, name);
  return undefined;
}
