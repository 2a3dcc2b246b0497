/** The HTML page of a webview: an empty root, the panel's script and style, and the translations of its sentences. */
import { randomBytes } from 'node:crypto';

export interface PanelPage {
  /** Names the bundle in `dist/media` and tells the script which panel it is. */
  readonly panel: 'run' | 'architecture' | 'compare' | 'sweep';
  readonly title: string;
  /** As `vscode.env.language` says it: `en`, `zh-cn`. */
  readonly locale: string;
  readonly translations: Readonly<Record<string, string>>;
  /** Source of everything that VS Code serves to webviews, for the content security policy. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
}

/** Nothing inline runs, nothing is fetched: a script with the nonce, a style of our own, images made in the page. */
export function panelPage(page: PanelPage): string {
  const nonce = randomBytes(24).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${page.cspSource}`,
    `img-src ${page.cspSource} data: blob:`,
    `font-src ${page.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.locale)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${escapeHtml(page.styleUri)}">
    <title>${escapeHtml(page.title)}</title>
  </head>
  <body data-mtl-panel="${page.panel}" data-locale="${escapeHtml(page.locale)}">
    <main id="root"></main>
    <script type="application/json" id="l10n" nonce="${nonce}">${embedJson(page.translations)}</script>
    <script nonce="${nonce}" src="${escapeHtml(page.scriptUri)}"></script>
  </body>
</html>
`;
}

const escapeHtml = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** JSON that cannot end the script element which it stands in. */
const embedJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');
