/** `MTL: Stop Run`: ends a run cleanly, asks which one where several are at work, and says why where none is stopped. */
import { window } from 'vscode';
import { text, type Text } from '../../../../contract/text';
import { listAtWork } from '../../../../runs/list-runs';
import { isSameFolder } from '../../../../runs/real-folder';
import { keptPid, isTrainerAtWork } from '../../../../runs/trainer-pid';
import { localise } from '../../infrastructure/localise';
import type { RunFeed } from '../../infrastructure/run-feed';
import { runRoots } from '../../infrastructure/run-roots';
import type { Runs } from '../../infrastructure/runs';

/** `folder` says which run when the command comes from a place that knows. */
export async function stopRun(runs: Runs, folder?: unknown): Promise<void> {
  // A window that was opened a moment ago still looks for the runs that it had.
  await runs.recover();
  const { working } = runs;
  const [only] = working;
  if (typeof folder === 'string') await stop(working.find((run) => isSameFolder(run.folder, folder)));
  else if (working.length === 1) await stop(only);
  else await choose(working.length > 0 ? working : await findElsewhere(runs));
}

async function stop(run: RunFeed | undefined): Promise<void> {
  if (!run) return say(text('This run is not at work any more.'));
  await run.stop();
  if (run.alive && isTrainerAtWork(run.folder)) say(cannotEnd(run));
}

/** Started by a terminal, or by a window that could not leave word of it. Nobody here has seen them, so a person says which is meant. */
async function findElsewhere(runs: Runs): Promise<readonly RunFeed[]> {
  const folders = (await Promise.all(runRoots().map(listAtWork))).flat();
  const feeds = await Promise.all(folders.map((folder) => runs.open(folder)));
  return feeds.filter(({ alive }) => alive);
}

async function choose(working: readonly RunFeed[]): Promise<void> {
  if (working.length === 0) return say(text('No run is at work that could be stopped.'));
  const choice = await window.showQuickPick(
    working.map((run) => ({ label: run.title, description: run.folder, run })),
    { placeHolder: localise(text('Which run should stop?')) },
  );
  if (choice) await stop(choice.run);
}

const say = (words: Text): void => void window.showWarningMessage(localise(words));

const cannotEnd = ({ title, folder }: RunFeed): Text =>
  text('{title} is not stopped: its process {pid} cannot be ended from here. End it where it was started.', {
    title,
    pid: keptPid(folder) ?? 0,
  });
