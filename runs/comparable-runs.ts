/** The runs of an experiment that can be compared, those at work too. */
import type { ComparedRun } from '../contract/comparison';
import { describeRuns } from './list-runs';
import { foldersOfFile, nameBeside } from './runs-of-file';
import { nameOfRun } from './sweep/sweep-around';
import { isTrainerAtWork } from './trainer-pid';

export interface ComparableRun extends Pick<ComparedRun, 'run' | 'state'> {
  /** The name of its folder, with that of the sweep around it. */
  readonly folder: string;
  /** As it is called beside the experiment. */
  readonly name: string;
  /** Milliseconds since 1970 of its last word; what was read of a run that is over holds until it speaks again. */
  readonly heard: number;
}

/** `elsewhere` are folders of its runs that lie not beside it. Newest first; behind them are those whose logs tell nothing though no trainer is at work, which counts as lost. */
export async function comparableRuns(
  file: string,
  elsewhere: readonly string[] = [],
): Promise<readonly ComparableRun[]> {
  const folders = await foldersOfFile(file, elsewhere);
  const told = await describeRuns(folders);
  const heard = new Set(told.map(({ path }) => path));
  const named = (run: string): Pick<ComparableRun, 'run' | 'folder' | 'name'> => ({
    run,
    folder: nameOfRun(run),
    name: nameBeside(file, run),
  });
  const silent = folders
    .filter((folder) => !heard.has(folder))
    .toSorted()
    .toReversed()
    .map((run): ComparableRun => ({
      ...named(run),
      state: isTrainerAtWork(run) ? 'preparing' : 'lost',
      heard: 0,
    }));
  return [
    ...silent.filter(({ state }) => state === 'preparing'),
    ...told.map(({ path, state, heard: at }) => ({ ...named(path), state, heard: at })),
    ...silent.filter(({ state }) => state !== 'preparing'),
  ];
}
