/** The text that a run ran from, to be read and compared; it is part of the run, so nobody can write in it. */
import { commands, env, Uri, window, workspace, type Disposable } from 'vscode';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { runFiles } from '../../../../contract/run-log';
import { text } from '../../../../contract/text';
import { nameOfRun } from '../../../../runs/sweep/sweep-around';
import { localise } from '../../infrastructure/localise';
import { nameRuns } from '../../infrastructure/run-names';
import type { RunNode } from '../../infrastructure/run-nodes';
import { runTextScheme } from '../../infrastructure/run-text-scheme';

export const provideRunTexts = (): Disposable =>
  workspace.registerTextDocumentContentProvider(runTextScheme, {
    provideTextDocumentContent: ({ path }) => readFile(join(dirname(path), runFiles.experiment), 'utf8'),
  });

/** `MTL: Show Text of Run`. */
export async function showRunText(run: RunNode): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(addressOf(run)), { preview: true });
}

/** `MTL: Compare Texts of Runs`: the two that are given, the older one on the left. */
export async function compareRunTexts(runs: readonly RunNode[]): Promise<void> {
  const [left, right] = runs.toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
  if (!left || !right || runs.length > 2)
    return void window.showInformationMessage(
      localise(text('Select two runs whose texts are to be compared.')),
    );
  const names = nameRuns(
    [left, right].map(({ folder }) => nameOfRun(folder)),
    { time: Date.now(), language: env.language },
  );
  const title = titleOf(right, names.join(' ↔ '));
  await commands.executeCommand('vscode.diff', addressOf(left), addressOf(right), title);
}

/** `MTL: Compare Text of Run with Experiment`: as the run had it on the left, as it is now on the right. */
export async function compareWithExperiment(run: RunNode): Promise<void> {
  const { file } = run;
  if (file === undefined)
    return void window.showInformationMessage(localise(text('The run does not tell its experiment.')));
  const [name] = nameRuns([nameOfRun(run.folder)], { time: Date.now(), language: env.language });
  const title = titleOf(run, `${name} ↔ ${localise(text('now'))}`);
  await commands.executeCommand('vscode.diff', addressOf(run), Uri.file(file), title);
}

const titleOf = ({ file }: RunNode, values: string): string =>
  file === undefined ? values : localise(text('{name}: {values}', { name: basename(file), values }));

/** The file's own name is what the tab says. */
const addressOf = ({ folder, file }: RunNode): Uri =>
  Uri.file(join(folder, basename(file ?? runFiles.experiment))).with({ scheme: runTextScheme });
