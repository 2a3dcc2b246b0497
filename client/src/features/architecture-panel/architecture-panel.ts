/** The architecture panel's host side: one webview per document, following the text as it is typed. */
import {
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
  type ExtensionContext,
} from 'vscode';
import { basename } from 'node:path';
import type { ArchitectureResult } from '../../../../contract/language-requests';
import type { Position } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import type { LanguageServer } from '../../infrastructure/language-server';
import { localise } from '../../infrastructure/localise';
import { ofFile, Panels, type Presented, type PanelView } from '../../infrastructure/panels';

/** Panels by the address of a document. */
export const architecturePanels = (context: ExtensionContext, server: LanguageServer): Panels<Uri> =>
  new Panels<Uri>(context, {
    panel: 'architecture',
    beside: true,
    ...ofFile('uri'),
    titleOf: ({ path }) => localise(text('Architecture of {file}', { file: basename(path) })),
    present: (view, uri) => presentArchitecture(view, uri, server),
  });

function presentArchitecture(view: PanelView, uri: Uri, server: LanguageServer): Presented {
  const key = String(uri);
  const post = ({ architecture, problems }: ArchitectureResult): void =>
    view.post({ kind: 'architecture', uri: key, architecture, problems });
  const following = server.onArchitectureChanged((params) => {
    if (String(Uri.parse(params.uri)) === key) post(params);
  });
  // Only what the server was asked about is followed.
  const restarted = server.onRestarted(() => void answer(server, uri, post));
  return {
    receive(message) {
      if (message.kind === 'ready') void answer(server, uri, post);
      if (message.kind === 'reveal') void reveal(uri, message.at);
    },
    closed() {
      following.dispose();
      restarted.dispose();
    },
  };
}

/** The server knows open documents only, so the document is opened before it is asked for. */
async function answer(
  server: LanguageServer,
  uri: Uri,
  post: (result: ArchitectureResult) => void,
): Promise<void> {
  try {
    await workspace.openTextDocument(uri);
    post(await server.architecture({ uri: String(uri) }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(
      localise(
        text('The architecture of {file} cannot be shown: {reason}. The MTL log says more.', {
          file: basename(uri.path),
          reason,
        }),
      ),
    );
  }
}

/** Selects the start of what was clicked, in the editor that already shows the document where there is one. */
async function reveal(uri: Uri, at: Position): Promise<void> {
  const shown = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri), {
    viewColumn: shown?.viewColumn ?? ViewColumn.One,
  });
  const line = editor.document.lineAt(Math.min(at.line, editor.document.lineCount - 1));
  const start = line.range.start.with({ character: Math.min(at.character, line.range.end.character) });
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start, line.range.end), TextEditorRevealType.InCenterIfOutsideViewport);
}
