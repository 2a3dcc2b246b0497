/** `MTL: Rerun`: trains the plan of a run once more, in a folder of its own beside it; the same machine gives the same numbers. */
import { window, workspace } from 'vscode';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isObject, isText } from '../../../../contract/checks';
import type { Plan } from '../../../../contract/plan';
import { runFiles } from '../../../../contract/run-log';
import { text } from '../../../../contract/text';
import { createRun } from '../../../../runs/create-run';
import { askForTrust } from '../../infrastructure/ask-for-trust';
import { localise, localiseProblem } from '../../infrastructure/localise';
import type { Runs } from '../../infrastructure/runs';

export async function rerun(runs: Pick<Runs, 'start'>, folder: string): Promise<void> {
  if (!workspace.isTrusted) return askForTrust();
  const kept = await readKept(folder);
  if (!kept) {
    const words = text('{folder} does not hold the plan and the text of a run. Train its experiment.', {
      folder,
    });
    return void window.showErrorMessage(localise(words));
  }
  const { value, problems } = await createRun({ root: dirname(folder), ...kept });
  if (value) runs.start(value.path, kept.plan.title);
  for (const problem of problems) void window.showErrorMessage(localiseProblem(problem));
}

/** Whether the plan is one that can be trained, the trainer says, as it does for all plans. */
async function readKept(folder: string): Promise<{ plan: Plan; text: string } | undefined> {
  try {
    const plan: unknown = JSON.parse(await readFile(join(folder, runFiles.plan), 'utf8'));
    if (!isObject(plan) || !isText(plan['title'])) return undefined;
    return {
      plan: plan as unknown as Plan,
      text: await readFile(join(folder, runFiles.experiment), 'utf8'),
    };
  } catch {
    return undefined;
  }
}
