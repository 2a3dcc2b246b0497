/** Hands `.mtl` files that are Wavefront materials back to the editor as plain text, so that nothing of ours touches them. */
import { languages, workspace, type Disposable, type TextDocument } from 'vscode';
import { isWavefrontMaterial } from '../../infrastructure/is-wavefront-material';

export function leaveWavefrontMaterials(): Disposable {
  for (const document of workspace.textDocuments) leaveAlone(document);
  return workspace.onDidOpenTextDocument(leaveAlone);
}

function leaveAlone(document: TextDocument): void {
  if (document.languageId !== 'mtl' || !isWavefrontMaterial(document.getText())) return;
  void languages.setTextDocumentLanguage(document, 'plaintext');
}
