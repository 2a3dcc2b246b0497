/** Tells how a run ended where a person may not be looking at its panel: always for a failure, quietly for the rest. */
import { commands, Uri, window, type Disposable } from 'vscode';
import { join } from 'node:path';
import { runFiles } from '../../../../contract/run-log';
import { text } from '../../../../contract/text';
import { localise, localiseProblem } from '../../infrastructure/localise';
import type { RunFeed } from '../../infrastructure/run-feed';
import type { Runs } from '../../infrastructure/runs';

export function announceOutcomes(runs: Runs): Disposable {
  return runs.onDidFinish((run) => void announce(run));
}

async function announce(run: RunFeed): Promise<void> {
  const end = run.outcome ?? run.end;
  if (end?.status === 'completed') {
    window.setStatusBarMessage(localise(text('$(check) {title} is trained.', { title: run.title })), 10_000);
    return;
  }
  if (end?.status === 'stopped') {
    window.setStatusBarMessage(
      localise(text('$(debug-stop) {title} was stopped.', { title: run.title })),
      10_000,
    );
    return;
  }
  const showRun = localise(text('Show Run'));
  const showLog = localise(text('Show Log'));
  const why = end?.problem
    ? localiseProblem(end.problem)
    : localise(text('The trainer left without a word. The log says how far it came.'));
  const choice = await window.showErrorMessage(
    localise(text('{title} failed: {why}', { title: run.title, why })),
    showRun,
    showLog,
  );
  if (choice === showRun) await commands.executeCommand('mtl.showRun', run.folder);
  if (choice === showLog) await openTrainerLog(run.folder);
}

/** What the trainer's process printed; the run log itself where it printed nothing. */
async function openTrainerLog(folder: string): Promise<void> {
  try {
    await window.showTextDocument(Uri.file(join(folder, runFiles.output)));
  } catch {
    await window.showTextDocument(Uri.file(join(folder, runFiles.log)));
  }
}
