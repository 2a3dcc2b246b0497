/** Tells the walkthrough that an experiment was opened, however a person came to it. */
import { commands, workspace, type Disposable, type TextDocument } from 'vscode';
import { isWavefrontMaterial } from '../../infrastructure/is-wavefront-material';

export function noticeExperiments(): Disposable {
  let isTold = false;
  const look = (document: TextDocument): void => {
    if (isTold || document.languageId !== 'mtl' || isWavefrontMaterial(document.getText())) return;
    isTold = true;
    void commands.executeCommand('setContext', 'mtl.experimentOpened', true);
  };
  workspace.textDocuments.forEach(look);
  return workspace.onDidOpenTextDocument(look);
}
