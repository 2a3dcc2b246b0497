/** Which run a command means: the latest known, or one of those on disk. */
import { window } from 'vscode';
import { basename, dirname } from 'node:path';
import type { RunState } from '../../../contract/comparison';
import { text } from '../../../contract/text';
import { listRuns } from '../../../runs/list-runs';
import { distinctFolders, isSameFolder } from '../../../runs/real-folder';
import { localise } from './localise';
import { runRoots } from './run-roots';
import { stateInWords } from './state-in-words';

/** States of runs that can go on. */
export const resumable: readonly RunState[] = ['stopped', 'failed', 'lost'];

/** Folder of the chosen run, one of `states` where they are given; undefined when nothing was chosen or there is none. */
export async function chooseRun(
  known: readonly string[],
  states?: readonly RunState[],
): Promise<string | undefined> {
  const roots = distinctFolders([...known.map(dirname), ...runRoots()]);
  const all = (await Promise.all(roots.map((root) => listRuns(root)))).flat();
  const runs = all.filter(({ state }) => states?.includes(state) ?? true);
  // A run that has not written its first event yet is on no list but at work all the same.
  const starting = states
    ? []
    : known.filter((folder) => !runs.some(({ path }) => isSameFolder(path, folder)));
  const items = [
    ...starting.map((folder) => ({
      label: basename(folder),
      description: localise(text('preparing')),
      folder,
    })),
    ...runs.map(({ title, name, state, path }) => ({
      label: title,
      description: stateInWords(state),
      detail: name,
      folder: path,
    })),
  ];
  if (items.length === 0) {
    const nothing = states
      ? text('No run was stopped or has failed: there is nothing to resume.')
      : text('There is no run yet. Train an experiment first.');
    void window.showInformationMessage(localise(nothing));
    return undefined;
  }
  if (items.length === 1) return items[0]?.folder;
  return (await window.showQuickPick(items, { placeHolder: localise(text('Which run?')) }))?.folder;
}
