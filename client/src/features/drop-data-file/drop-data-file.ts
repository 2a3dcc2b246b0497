/** A data file that is dropped into an empty experiment becomes a whole one. */
import { DocumentDropEdit, languages, Uri, type Disposable } from 'vscode';
import { dirname } from 'node:path';
import { isDataFile } from '../../../../contract/data-files';
import { text } from '../../../../contract/text';
import type { LanguageServer } from '../../infrastructure/language-server';
import { localise } from '../../infrastructure/localise';

export const takeDroppedFiles = (server: LanguageServer): Disposable =>
  languages.registerDocumentDropEditProvider(
    { language: 'mtl', scheme: 'file' },
    {
      async provideDocumentDropEdits(document, _position, transfer) {
        if (document.getText().trim() !== '') return undefined;
        const list = (await transfer.get('text/uri-list')?.asString()) ?? '';
        const file = list.split(/\r?\n/).find(isDataFile);
        if (file === undefined) return undefined;
        const { draft } = await server.draft({
          file: Uri.parse(file).fsPath,
          folder: dirname(document.uri.fsPath),
        });
        if (draft === null) return undefined;
        const edit = new DocumentDropEdit(draft);
        edit.title = localise(text('Write an experiment for this file'));
        return edit;
      },
    },
  );
