/** Reads what a designed experiment trains, and what became of each of its runs. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Outcome } from '../../contract/problem';
import type { RunState } from '../../contract/comparison';
import { parseSweepRecord, sweepFiles, type RecordedRun, type SweepRecord } from '../../contract/sweep-file';
import { inTurn } from '../in-turn';
import { describeRun, type RunSummary } from '../list-runs';
import { notASweep } from '../problems';
import { isTrainerAtWork } from '../trainer-pid';

export interface SweepRun extends RecordedRun {
  /** Absolute path of its folder, which may not be there yet. */
  readonly path: string;
  /** `waiting` has not begun. */
  readonly state: RunState | 'waiting';
  /** Undefined before its first word. */
  readonly summary: RunSummary | undefined;
}

export interface Sweep extends Omit<SweepRecord, 'runs'> {
  /** Absolute path of its folder. */
  readonly path: string;
  readonly runs: readonly SweepRun[];
}

export async function readSweep(folder: string): Promise<Outcome<Sweep>> {
  const path = resolve(folder);
  const record = parseSweepRecord(await readJson(join(path, sweepFiles.sweep)));
  if (!record) return { problems: [notASweep(path)] };
  const runs = await inTurn(record.runs, async (run): Promise<SweepRun> => {
    const place = join(path, run.folder);
    const summary = await describeRun(place);
    const state = summary?.state ?? (isTrainerAtWork(place) ? 'running' : 'waiting');
    return { ...run, path: place, state, summary };
  });
  return { value: { ...record, path, runs }, problems: [] };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
