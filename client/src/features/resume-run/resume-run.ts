/** `MTL: Resume Run`: goes on with a run that was stopped, failed or was killed, and says why where it cannot. */
import { window, workspace } from 'vscode';
import { askForTrust } from '../../infrastructure/ask-for-trust';
import { localiseProblem } from '../../infrastructure/localise';
import type { Runs } from '../../infrastructure/runs';

export async function resumeRun(runs: Runs, folder: string): Promise<void> {
  if (!workspace.isTrusted) return askForTrust();
  const { problems } = await runs.resume(folder);
  for (const problem of problems) void window.showErrorMessage(localiseProblem(problem));
}
