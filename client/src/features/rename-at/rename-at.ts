/** Starts the editor's own rename at a place that the language server names: at the name that a refactoring has made up. */
import { commands, Position, Uri } from 'vscode';
import { isCount, isObject, isText } from '../../../../contract/checks';

/** `place` is what the protocol calls a text document position. */
export async function renameAt(place: unknown): Promise<void> {
  if (!isObject(place) || !isObject(place['textDocument']) || !isObject(place['position'])) return;
  const { uri } = place['textDocument'];
  const { line, character } = place['position'];
  if (!isText(uri) || !isCount(line) || !isCount(character)) return;
  const position = new Position(line as number, character as number);
  await commands.executeCommand('editor.action.rename', [Uri.parse(uri as string), position]);
}
