/** The host side that both panels share: fills a webview with its page, parses what it says, saves what it exports. */
import { env, Uri, workspace, window, type ExtensionContext, type WebviewPanel } from 'vscode';
import { basename, join } from 'node:path';
import type { HostMessage, PanelMessage } from '../../../contract/panel';
import { text } from '../../../contract/text';
import { localise, translations } from './localise';
import { panelPage, type PanelPage } from './panel-page';
import { parsePanelMessage } from './parse-panel-message';

type ExportMessage = Extract<PanelMessage, { kind: 'export' }>;

export interface PanelHost {
  post(message: HostMessage): void;
}

export interface PanelOptions {
  readonly panel: PanelPage['panel'];
  readonly title: string;
  /** Folder where exports are offered to be saved. */
  readonly folder: string;
  readonly receive: (message: Exclude<PanelMessage, ExportMessage>) => void;
}

/** Webviews read nothing but the folder of the panels' own bundles. */
export const webviewOptions = (context: ExtensionContext) => ({
  enableScripts: true,
  localResourceRoots: [mediaFolder(context)],
});

export function hostPanel(context: ExtensionContext, view: WebviewPanel, options: PanelOptions): PanelHost {
  const { webview } = view;
  const fileUri = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(mediaFolder(context), name)).toString();

  const icon = (kind: 'light' | 'dark'): Uri =>
    Uri.joinPath(context.extensionUri, 'media', 'icons', `file-${kind}.svg`);
  view.iconPath = { light: icon('light'), dark: icon('dark') };
  webview.options = webviewOptions(context);
  webview.onDidReceiveMessage((unparsed: unknown) => {
    const message = parsePanelMessage(unparsed);
    if (message?.kind === 'export') void saveExport(message, options.folder);
    else if (message) options.receive(message);
  });
  webview.html = panelPage({
    panel: options.panel,
    title: options.title,
    locale: env.language,
    translations: translations(),
    cspSource: webview.cspSource,
    scriptUri: fileUri(`${options.panel}.js`),
    styleUri: fileUri(`${options.panel}.css`),
  });
  // A webview of the editor is no window of a browser: its messages have no target origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  return { post: (message) => void webview.postMessage(message) };
}

const mediaFolder = (context: ExtensionContext): Uri => Uri.joinPath(context.extensionUri, 'dist', 'media');

async function saveExport(message: ExportMessage, folder: string): Promise<void> {
  const target = await window.showSaveDialog({
    defaultUri: Uri.file(join(folder, basename(message.name))),
    title: localise(text('Export')),
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, Buffer.from(message.base64, 'base64'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(
      localise(
        text('{file} could not be saved: {reason}. Choose another folder.', { file: target.fsPath, reason }),
      ),
    );
  }
}
