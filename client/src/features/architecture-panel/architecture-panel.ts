/** The architecture panel's host side: one webview per document, following the text as it is typed. */
import {
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type ExtensionContext,
  type WebviewPanel,
} from 'vscode';
import { basename, dirname } from 'node:path';
import type { ArchitectureResult } from '../../../../contract/language-requests';
import type { Position } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import type { LanguageServer } from '../../infrastructure/language-server';
import { localise } from '../../infrastructure/localise';
import { hostPanel, webviewOptions } from '../../infrastructure/panel-host';

export const architecturePanelType = 'mtl.architecture';

export class ArchitecturePanels implements Disposable {
  private readonly panels = new Map<string, WebviewPanel>();
  private readonly context: ExtensionContext;
  private readonly server: LanguageServer;

  constructor(context: ExtensionContext, server: LanguageServer) {
    this.context = context;
    this.server = server;
  }

  /** Opens the panel of a document beside it, or brings it to the front. */
  show(uri: Uri): void {
    const open = this.panels.get(uri.toString());
    if (open) return open.reveal(undefined, true);
    this.attach(
      window.createWebviewPanel(
        architecturePanelType,
        titleOf(uri),
        { viewColumn: ViewColumn.Beside, preserveFocus: true },
        webviewOptions(this.context),
      ),
      uri,
    );
  }

  /** Fills a webview, new or kept from before the window was reloaded, with a document's architecture. */
  attach(panel: WebviewPanel, uri: Uri): void {
    const key = uri.toString();
    this.panels.set(key, panel);
    panel.title = titleOf(uri);

    const post = ({ architecture, problems }: ArchitectureResult): void =>
      host.post({ kind: 'architecture', uri: key, architecture, problems });
    const host = hostPanel(this.context, panel, {
      panel: 'architecture',
      title: panel.title,
      folder: dirname(uri.fsPath),
      receive: (message) => {
        if (message.kind === 'ready') void this.answer(uri, post);
        if (message.kind === 'reveal') void reveal(uri, message.at);
      },
    });
    const following = this.server.onArchitectureChanged((params) => {
      if (Uri.parse(params.uri).toString() === key) post(params);
    });
    panel.onDidDispose(() => {
      following.dispose();
      this.panels.delete(key);
    });
  }

  dispose(): void {
    this.panels.clear();
  }

  /** The server knows open documents only, so the document is opened before it is asked for. */
  private async answer(uri: Uri, post: (result: ArchitectureResult) => void): Promise<void> {
    try {
      await workspace.openTextDocument(uri);
      post(await this.server.architecture({ uri: uri.toString() }));
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
}

const titleOf = (uri: Uri): string => localise(text('Architecture of {file}', { file: basename(uri.path) }));

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
