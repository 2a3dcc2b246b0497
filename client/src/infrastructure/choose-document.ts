/** Which experiment a command means: the one it was called on, else the one in the active editor. */
import { Uri, window, workspace, type TextDocument } from 'vscode';
import { basename, dirname } from 'node:path';
import { text } from '../../../contract/text';
import { findExperimentFiles } from './find-experiments';
import { localise } from './localise';
import { runTextScheme } from './run-text-scheme';
import { chosenExperiment } from './run-nodes';

/** `resource` is a Uri or the line of an experiment (menus), its string (code lenses) or nothing. Says so where there is no experiment to take. */
export async function chooseDocument(resource: unknown): Promise<TextDocument | undefined> {
  const document = await openDocument(resource);
  // What a run ran from is read, not run: a run is trained again by its plan.
  if (document?.languageId === 'mtl' && document.uri.scheme !== runTextScheme) return document;
  const { experiments } = document ? { experiments: [] } : await findExperimentFiles();
  if (experiments.length > 0) return chooseOf(experiments);
  void window.showInformationMessage(localise(text('There is no experiment here. Open a .mtl file first.')));
  return undefined;
}

/** One that is alone is taken. */
async function chooseOf(experiments: readonly string[]): Promise<TextDocument | undefined> {
  const items = experiments.map((path) => ({
    label: basename(path),
    description: workspace.asRelativePath(dirname(path)),
    path,
  }));
  const placeHolder = localise(text('Which experiment?'));
  const chosen = items.length === 1 ? items[0] : await window.showQuickPick(items, { placeHolder });
  return chosen && workspace.openTextDocument(Uri.file(chosen.path));
}

async function openDocument(resource: unknown): Promise<TextDocument | undefined> {
  const file = chosenExperiment(resource);
  if (file !== undefined) return workspace.openTextDocument(Uri.file(file));
  if (resource instanceof Uri) return workspace.openTextDocument(resource);
  if (typeof resource === 'string') return workspace.openTextDocument(Uri.parse(resource));
  const active = window.activeTextEditor?.document;
  if (active?.languageId === 'mtl') return active;
  // The active editor may be a panel, which has no text; the experiment beside it is meant then.
  const visible = window.visibleTextEditors.filter(({ document }) => document.languageId === 'mtl');
  return visible.length === 1 ? visible[0]?.document : undefined;
}
