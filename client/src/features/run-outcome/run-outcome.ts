/** Tells how a run ended where a person may not be looking at its panel: always for a failure, quietly for the rest. */
import { commands, Uri, window, type Disposable } from 'vscode';
import { join } from 'node:path';
import { runFiles } from '../../../../contract/run-log';
import { text, type Text } from '../../../../contract/text';
import { localise, localiseProblem } from '../../infrastructure/localise';
import type { RunFeed } from '../../infrastructure/run-feed';
import type { Runs } from '../../infrastructure/runs';

/** How long the status bar says it, in milliseconds. */
const quietly = 10_000;

export function announceOutcomes(runs: Pick<Runs, 'onDidFinish' | 'onDidChange'>): Disposable {
  /** What the status bar says, by run. It is no longer so once the run goes on. */
  const said = new Map<string, Disposable>();
  const takeBack = ({ folder }: RunFeed): void => {
    said.get(folder)?.dispose();
    said.delete(folder);
  };
  const subscriptions = [
    runs.onDidChange((run) => {
      if (run.alive) takeBack(run);
    }),
    runs.onDidFinish((run) => {
      takeBack(run);
      const words = wordsFor(run);
      if (words) said.set(run.folder, window.setStatusBarMessage(localise(words), quietly));
      else void showFailure(run);
    }),
  ];
  return { dispose: () => [...subscriptions, ...said.values()].forEach((each) => each.dispose()) };
}

/** Undefined for a run that failed. */
function wordsFor(run: RunFeed): Text | undefined {
  const { title } = run;
  const status = (run.outcome ?? run.end)?.status;
  if (status === 'completed') return text('$(check) {title} is trained.', { title });
  if (status === 'stopped') return text('$(debug-stop) {title} was stopped.', { title });
  return undefined;
}

async function showFailure(run: RunFeed): Promise<void> {
  const end = run.outcome ?? run.end;
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
