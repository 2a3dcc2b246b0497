/** Which experiment a command means: the one it was called on, else the one in the active editor. */
import { Uri, window, workspace, type TextDocument } from 'vscode';
import { text } from '../../../contract/text';
import { localise } from './localise';

/** `resource` is a Uri (menus), its string (code lenses) or nothing. Says so where there is no experiment to take. */
export async function chooseDocument(resource: unknown): Promise<TextDocument | undefined> {
  const document = await openDocument(resource);
  if (document?.languageId === 'mtl') return document;
  void window.showInformationMessage(localise(text('There is no experiment here. Open a .mtl file first.')));
  return undefined;
}

async function openDocument(resource: unknown): Promise<TextDocument | undefined> {
  if (resource instanceof Uri) return workspace.openTextDocument(resource);
  if (typeof resource === 'string') return workspace.openTextDocument(Uri.parse(resource));
  const active = window.activeTextEditor?.document;
  if (active?.languageId === 'mtl') return active;
  // The active editor may be a panel, which has no text; the experiment beside it is meant then.
  const visible = window.visibleTextEditors.filter(({ document }) => document.languageId === 'mtl');
  return visible.length === 1 ? visible[0]?.document : undefined;
}
