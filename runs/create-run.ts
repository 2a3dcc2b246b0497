/** Makes the folder of a new run, with the text and the plan that a trainer starts from. */
import { mkdir, open, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Plan } from '../contract/plan';
import type { Outcome, Problem } from '../contract/problem';
import { runFiles } from '../contract/run-log';
import { folderTime } from './folder-time';
import { planText } from './plan-text';
import { folderNotEmpty, folderNotWritten } from './problems';

export interface RunFolder {
  /** Absolute. */
  readonly path: string;
  /** The last part of the path. */
  readonly name: string;
}

export interface NewRun {
  /** The folder that holds runs; it is made when it is missing. */
  readonly root: string;
  /** Of the run's folder, which must be new or empty. Left out, it is made of the time and the title. */
  readonly name?: string;
  /** The experiment as it runs. */
  readonly text: string;
  readonly plan: Plan;
  /** Path of the file that the text is in, so that its runs can be found again; left out for a text that has none. */
  readonly file?: string;
}

/** Reports a folder that holds something already or cannot be written; nothing of a run is left in it then. */
export async function createRun({ root, name, text, plan, file }: NewRun): Promise<Outcome<RunFolder>> {
  const made = await makeRunFolder(root, name, plan.title);
  if (!made.value) return made;
  const { path } = made.value;
  try {
    await writeWhole(join(path, runFiles.experiment), text);
    const { version, title, directory, ...parts } = plan;
    const origin = file === undefined ? {} : { file: basename(file) };
    const written = { version, title, directory, ...origin, ...parts };
    await writeWhole(join(path, runFiles.plan), planText(written));
    return made;
  } catch (error) {
    await clear(path);
    return { problems: [notWritten(error, path)] };
  }
}

/** A new folder in `root`, or the one of this `name`, which must be new or empty. */
export async function makeRunFolder(
  root: string,
  name: string | undefined,
  title: string,
): Promise<Outcome<RunFolder>> {
  try {
    await makePath(resolve(root));
    const value =
      name === undefined ? await makeNewFolder(resolve(root), title) : await takeFolder(resolve(root), name);
    return value ? { value, problems: [] } : { problems: [folderNotEmpty(resolve(root, name ?? ''))] };
  } catch (error) {
    return { problems: [notWritten(error, resolve(root))] };
  }
}

function notWritten(error: unknown, folder: string): Problem {
  const { code = String(error), path } = error as NodeJS.ErrnoException;
  return folderNotWritten(path ?? folder, code);
}

/** As `mkdir -p`. That of Node tries for ever where a file system makes no folders, such as /proc. */
async function makePath(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && dirname(path) !== path) {
      await makePath(dirname(path));
      await mkdir(path).catch(async (again: unknown) => {
        if (!(await isFolder(path))) throw again;
      });
    } else if (!(await isFolder(path))) throw error;
  }
}

/** What was written of a run is taken away again, and the folder too where it can be. */
async function clear(folder: string): Promise<void> {
  for (const file of [runFiles.experiment, runFiles.plan])
    for (const name of [file, unfinished(file)]) await rm(join(folder, name), { force: true });
  await rmdir(folder).catch(() => undefined);
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );

/** Two runs that start in the same second get different folders, also when two processes make them. */
async function makeNewFolder(root: string, title: string): Promise<RunFolder> {
  const wanted = [folderTime(new Date()), slug(title)].filter((part) => part !== '').join('-');
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    const path = join(root, name);
    try {
      await mkdir(path);
      return { path, name };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

async function takeFolder(root: string, name: string): Promise<RunFolder | undefined> {
  const path = resolve(root, name);
  await makePath(path);
  if ((await readdir(path)).length > 0) return undefined;
  // Somebody else may find it empty at the same moment; the first file can be made by one alone.
  const first = join(path, unfinished(runFiles.experiment));
  try {
    await (await open(first, 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  if ((await readdir(path)).length === 1) return { path, name };
  await rm(first, { force: true });
  return undefined;
}

/** A reader finds the whole file or none. */
export async function writeWhole(file: string, content: string): Promise<void> {
  await writeFile(unfinished(file), content, { flush: true });
  await rename(unfinished(file), file);
}

const unfinished = (file: string): string => `${file}.part`;

/** The title as part of a file name: letters and digits of any script, everything else as hyphens. */
function slug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .match(/[\p{Letter}\p{Number}]+/gu);
  return [...(words ?? []).join('-')].slice(0, 40).join('').replace(/-$/, '');
}
