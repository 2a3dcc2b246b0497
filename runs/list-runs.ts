/** Lists the runs of a folder with their state and last results. */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { EndEvent, PartResults, RunEvent } from '../contract/run-log';
import { isEnd } from './close-log';
import { isAlive } from './process-tree';
import { readLog } from './read-log';
import { trainerPid } from './trainer-pid';

/** `lost` has neither an end nor a process: its trainer and whoever started it were ended from outside. */
export type RunState = 'running' | 'lost' | EndEvent['status'];

export interface RunSummary {
  /** Absolute path of its folder. */
  readonly path: string;
  readonly name: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly state: RunState;
  readonly pid: number;
  /** Of the end, or of the last epoch. */
  readonly results: PartResults;
}

/** Newest first; a folder without a log that can be read is no run. */
export async function listRuns(root: string): Promise<readonly RunSummary[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const runs = await Promise.all(folders.map((name) => describeRun(resolve(root), name)));
  return runs.filter((run) => run !== undefined).toSorted((a, b) => b.started - a.started);
}

export function runState(events: readonly RunEvent[], folder: string): RunState | undefined {
  const end = events.findLast(isEnd);
  if (end) return end.status;
  const pid = trainerPid(events, folder);
  return pid === undefined ? undefined : isAlive(pid, folder) ? 'running' : 'lost';
}

async function describeRun(root: string, name: string): Promise<RunSummary | undefined> {
  const path = join(root, name);
  const events = (await readLog(path)).value ?? [];
  const start = events.find((event) => event.kind === 'start');
  const state = runState(events, path);
  if (!start || !state) return undefined;
  const last = events.findLast((event) => event.kind === 'end' || event.kind === 'epoch');
  const results = last?.results ?? {};
  return {
    path,
    name,
    title: start.title,
    started: start.time,
    state,
    pid: trainerPid(events, path) ?? start.pid,
    results,
  };
}
