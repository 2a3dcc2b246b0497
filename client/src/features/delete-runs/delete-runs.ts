/** `MTL: Delete Runs`: moves the folders of runs and of sweeps to the trash, after a person has agreed; never that of a run at work. */
import { Uri, window, workspace } from 'vscode';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text, type Text } from '../../../../contract/text';
import { isSweep } from '../../../../runs/sweep/sweep-around';
import { isTrainerAtWork } from '../../../../runs/trainer-pid';
import { localise } from '../../infrastructure/localise';
import type { Runs } from '../../infrastructure/runs';

/** More names than these fill no window. */
const mostNames = 10;

export async function deleteRuns(
  runs: Pick<Runs, 'find' | 'forget'>,
  folders: readonly string[],
): Promise<void> {
  const isAtWork = (folder: string): boolean =>
    [folder, ...runsIn(folder)].some((each) => isTrainerAtWork(each) || (runs.find(each)?.alive ?? false));
  const resting = folders.filter((folder) => !isAtWork(folder));
  if (resting.length < folders.length) say(text('A run at work is not deleted. Stop it first.'));
  if (resting.length === 0) return;
  const trash = localise(text('Move to Trash'));
  if ((await ask(question(resting), resting, trash)) !== trash) return;
  const kept: string[] = [];
  for (const folder of resting) {
    // One may have been resumed while the question stood.
    if (isAtWork(folder)) say(text('A run at work is not deleted. Stop it first.'));
    else if (await remove(folder, true)) runs.forget(folder);
    else kept.push(folder);
  }
  if (kept.length === 0) return;
  const forGood = localise(text('Delete Permanently'));
  if ((await ask(text('There is no trash here. Delete for good?'), kept, forGood)) !== forGood) return;
  for (const folder of kept.filter((each) => !isAtWork(each)))
    if (await remove(folder, false)) runs.forget(folder);
    else say(text('{folder} could not be deleted.', { folder }));
}

/** Those of a sweep. */
function runsIn(folder: string): readonly string[] {
  if (!isSweep(folder)) return [];
  return readdirSync(folder).map((name) => join(folder, name));
}

const question = ({ length }: readonly string[]): Text =>
  length === 1 ? text('Delete this run?') : text('Delete {count} runs?', { count: length });

/** Names are cut off where there are too many to be read. */
function ask(words: Text, folders: readonly string[], button: string): Thenable<string | undefined> {
  const names = folders.slice(0, mostNames).map((folder) => basename(folder));
  const detail = [...names, ...(folders.length > mostNames ? ['…'] : [])].join('\n');
  return window.showWarningMessage(localise(words), { modal: true, detail }, button);
}

/** Whether the folder is gone; a machine that an editor is connected to has no trash. */
async function remove(folder: string, useTrash: boolean): Promise<boolean> {
  try {
    await workspace.fs.delete(Uri.file(folder), { recursive: true, useTrash });
    return true;
  } catch {
    return false;
  }
}

const say = (words: Text): void => void window.showWarningMessage(localise(words));
