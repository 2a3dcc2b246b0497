/** The page of a webview: a strict policy, a new nonce each time, and text that cannot become markup. */
import { expect, test } from 'vitest';
import { panelPage } from '../../client/src/infrastructure/panel-page';

const page = {
  panel: 'run',
  title: 'Run',
  locale: 'zh-cn',
  translations: { Stop: '停止' },
  cspSource: 'https://*.vscode-cdn.net',
  scriptUri: 'https://file.vscode-cdn.net/dist/media/run.js',
  styleUri: 'https://file.vscode-cdn.net/dist/media/run.css',
} as const;

const unescape = (html: string): string =>
  html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
const policyOf = (html: string): string =>
  unescape(/Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '');

test('allows nothing but its own script and style, and images made in the page', () => {
  const html = panelPage(page);
  const nonce = /script-src 'nonce-([\w+/=]+)'/.exec(policyOf(html))?.[1];
  expect(policyOf(html).split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    'style-src https://*.vscode-cdn.net',
    'img-src https://*.vscode-cdn.net data: blob:',
    'font-src https://*.vscode-cdn.net',
  ]);
  expect(html.match(/<script\b[^>]*>/g)).toHaveLength(2);
  for (const tag of html.match(/<script\b[^>]*>/g) ?? []) expect(tag).toContain(`nonce="${nonce}"`);
  expect(html).not.toMatch(/<style|\son\w+=|style="/);
});

test('has a nonce of its own every time', () => {
  expect(policyOf(panelPage(page))).not.toBe(policyOf(panelPage(page)));
});

test('tells the view which panel it is, and its language', () => {
  const html = panelPage(page);
  expect(html).toContain('<body data-mtl-panel="run" data-locale="zh-cn">');
  expect(html).toContain('{"Stop":"停止"}');
});

test('keeps hostile text as text', () => {
  const hostile = '"><img onerror=alert(1)></script><script>alert(2)</script>';
  const html = panelPage({ ...page, title: hostile, locale: hostile, translations: { [hostile]: hostile } });
  expect(html.match(/<script\b/g)).toHaveLength(2);
  expect(html.match(/<\/script/g)).toHaveLength(2);
  expect(html).not.toContain('<img');
  const json = /id="l10n"[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
  expect(JSON.parse(json)).toEqual({ [hostile]: hostile });
});
