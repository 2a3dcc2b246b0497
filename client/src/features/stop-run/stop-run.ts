/** `MTL: Stop Run`: ends a run cleanly; asks which one where several are at work. */
import { window } from 'vscode';
import { text } from '../../../../contract/text';
import { localise } from '../../infrastructure/localise';
import type { RunFeed } from '../../infrastructure/run-feed';
import type { Runs } from '../../infrastructure/runs';

/** `folder` says which run when the command comes from a place that knows. */
export async function stopRun(runs: Runs, folder?: unknown): Promise<void> {
  const working = runs.working;
  const named = working.find((run) => run.folder === folder);
  const run = named ?? (working.length > 1 ? await chooseRun(working) : working[0]);
  await run?.stop();
}

async function chooseRun(working: readonly RunFeed[]): Promise<RunFeed | undefined> {
  const choice = await window.showQuickPick(
    working.map((run) => ({ label: run.title, description: run.folder, run })),
    { placeHolder: localise(text('Which run should stop?')) },
  );
  return choice?.run;
}
