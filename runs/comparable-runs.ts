/** The runs of an experiment that can be compared, those at work too. */
import { basename } from 'node:path';
import type { ComparedRun } from '../contract/comparison';
import { listRuns, runFolders } from './list-runs';
import { belongingTo, runsBeside } from './runs-of-file';
import { isTrainerAtWork } from './trainer-pid';

export interface ComparableRun extends Pick<ComparedRun, 'run' | 'state'> {
  /** The name of its folder. */
  readonly folder: string;
  /** Milliseconds since 1970 of its last word; what was read of a run that is over holds until it speaks again. */
  readonly heard: number;
}

/** Newest first; behind them are those whose logs tell nothing though no trainer is at work, which counts as lost. */
export async function comparableRuns(file: string): Promise<readonly ComparableRun[]> {
  const root = runsBeside(file);
  const belongs = await belongingTo(file);
  const folders = new Set<string>();
  for (const folder of await runFolders(root)) if (await belongs(folder)) folders.add(folder);
  const told = await listRuns(root, (folder) => Promise.resolve(folders.has(folder)));
  for (const { path } of told) folders.delete(path);
  const silent = [...folders].toSorted().toReversed().map(silentRun);
  return [
    ...silent.filter(({ state }) => state === 'preparing'),
    ...told.map(({ path, name, state, heard }) => ({ run: path, folder: name, state, heard })),
    ...silent.filter(({ state }) => state !== 'preparing'),
  ];
}

const silentRun = (run: string): ComparableRun => ({
  run,
  folder: basename(run),
  state: isTrainerAtWork(run) ? 'preparing' : 'lost',
  heard: 0,
});
