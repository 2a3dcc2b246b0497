/** Makes the folder of a new run, with the text and the plan that a trainer starts from. */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plan } from '../contract/plan';
import type { Outcome } from '../contract/problem';
import { runFiles } from '../contract/run-log';
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
}

/** Reports a folder that holds something already or cannot be written. */
export async function createRun({ root, name, text, plan }: NewRun): Promise<Outcome<RunFolder>> {
  try {
    await mkdir(root, { recursive: true });
    const folder =
      name === undefined
        ? await makeNewFolder(resolve(root), plan.title)
        : await takeFolder(resolve(root), name);
    if (!folder) return { problems: [folderNotEmpty(resolve(root, name ?? ''))] };
    await writeWhole(join(folder.path, runFiles.experiment), text);
    await writeWhole(join(folder.path, runFiles.plan), planText(plan));
    return { value: folder, problems: [] };
  } catch (error) {
    const { code = String(error), path } = error as NodeJS.ErrnoException;
    return { problems: [folderNotWritten(path ?? resolve(root, name ?? ''), code)] };
  }
}

/** Two runs that start in the same second get different folders, also when two processes make them. */
async function makeNewFolder(root: string, title: string): Promise<RunFolder> {
  const wanted = [timestamp(new Date()), slug(title)].filter((part) => part !== '').join('-');
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
  await mkdir(path, { recursive: true });
  return (await readdir(path)).length === 0 ? { path, name } : undefined;
}

/** A reader finds the whole file or none. */
async function writeWhole(file: string, content: string): Promise<void> {
  const unfinished = `${file}.part`;
  await writeFile(unfinished, content, { flush: true });
  await rename(unfinished, file);
}

/** `2026-11-23T21-44-25` in local time: ISO 8601 without the colons, which Windows does not allow in names. */
function timestamp(time: Date): string {
  const date = [time.getFullYear(), pad(time.getMonth() + 1), pad(time.getDate())].join('-');
  return `${date}T${[time.getHours(), time.getMinutes(), time.getSeconds()].map(pad).join('-')}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** The title as part of a file name: letters and digits of any script, everything else as hyphens. */
function slug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .match(/[\p{Letter}\p{Number}]+/gu);
  return [...(words ?? []).join('-')].slice(0, 40).join('').replace(/-$/, '');
}
