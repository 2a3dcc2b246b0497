/** Lists the runs of a folder with their state and last results. */
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { RunState } from '../contract/comparison';
import type { PartResults, RunEvent, StartEvent } from '../contract/run-log';
import { isEnd } from './close-log';
import { inTurn } from './in-turn';
import { isAlive } from './process-tree';
import { readEnds } from './read-ends';
import { isSweep } from './sweep/sweep-around';
import { isTrainerAtWork, trainerPid } from './trainer-pid';

export interface RunSummary {
  /** Absolute path of its folder. */
  readonly path: string;
  readonly name: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** The time of its last word. */
  readonly heard: number;
  readonly state: RunState;
  /** Whole epochs that are done. */
  readonly epochs: number;
  /** Rows of a window, where `epochs` counts windows of a stream. */
  readonly window?: number;
  /** How long it has trained by its end; null before that. */
  readonly seconds: number | null;
  readonly tasks: StartEvent['tasks'];
  /** Of the end, or of the last epoch. */
  readonly results: PartResults;
}

/** Newest first; a folder without a log that can be read is no run. */
export const listRuns = async (root: string): Promise<readonly RunSummary[]> =>
  describeRuns(await runFolders(root));

/** The same of these folders. */
export async function describeRuns(folders: readonly string[]): Promise<readonly RunSummary[]> {
  const runs = await inTurn(folders, describeRun);
  return runs.filter((run) => run !== undefined).toSorted((a, b) => b.started - a.started);
}

/** Folders of runs at work, whether or not their trainers have said a word. */
export const listAtWork = async (root: string): Promise<readonly string[]> =>
  (await runFolders(root)).filter(isTrainerAtWork);

/** Every folder that could be a run's, those in the folders of sweeps too; none where there is no such root. */
export async function runFolders(root: string): Promise<readonly string[]> {
  const folders = await foldersIn(resolve(root));
  const found = await inTurn(folders, async (folder) =>
    isSweep(folder) ? await foldersIn(folder) : [folder],
  );
  return found.flat();
}

/** The same without those of sweeps, whose runs are compared there. */
export const runFoldersAlone = async (root: string): Promise<readonly string[]> =>
  (await foldersIn(resolve(root))).filter((folder) => !isSweep(folder));

async function foldersIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name));
}

export function runState(events: readonly RunEvent[], folder: string): RunState | undefined {
  const end = events.findLast(isEnd);
  // A run that goes on has the end that it had until its data is loaded.
  if (end) return isTrainerAtWork(folder) ? 'running' : end.status;
  const pid = trainerPid(events, folder);
  return pid === undefined ? undefined : isAlive(pid, folder) ? 'running' : 'lost';
}

/** Undefined for a folder without a log that can be read. */
export const describeRun = async (path: string): Promise<RunSummary | undefined> =>
  summaryOf(path, await readEnds(path));

/** The same of events that are known; undefined before the first word. */
export function summaryOf(path: string, events: readonly RunEvent[]): RunSummary | undefined {
  const start = events.find((event) => event.kind === 'start');
  const state = runState(events, path);
  if (!start || !state) return undefined;
  const last = events.findLast((event) => event.kind === 'end' || event.kind === 'epoch');
  return {
    path,
    name: basename(path),
    title: start.title,
    started: start.time,
    heard: events.at(-1)!.time,
    state,
    epochs: last?.kind === 'end' ? last.epochs : (last?.epoch ?? 0),
    ...(start.window === undefined ? {} : { window: start.window }),
    seconds: last?.kind === 'end' ? last.seconds : null,
    tasks: start.tasks,
    results: last?.results ?? {},
  };
}
