/** Opens a panel in Chromium as VS Code would: under its content security policy, in a theme, with a host that is a list. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import type { HostMessage, PanelMessage } from '../../../contract/panel';
import { builtPanels, type PanelName } from './build-panels';
import { themeClasses, themeStyle, type ThemeName } from './themes';

export interface OpenPanel {
  readonly page: Page;
  /** Everything that the panel said, in order. */
  said(): Promise<readonly PanelMessage[]>;
  /** The host says something. */
  tell(message: HostMessage): Promise<void>;
  /** What the panel kept with `setState`. */
  kept(): Promise<unknown>;
  /** Errors and complaints of the page, the policy's among them. */
  readonly complaints: readonly string[];
}

export interface PanelSetting {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What an earlier page of the panel kept. */
  readonly state?: unknown;
  readonly translations?: Readonly<Record<string, string>>;
  readonly reducedMotion?: boolean;
}

const origin = 'https://panel.test';

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['MTL_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
}

export async function openPanel(
  browser: Browser,
  panel: Exclude<PanelName, 'report'>,
  setting: PanelSetting = {},
): Promise<OpenPanel> {
  const { theme = 'dark', width = 1100, height = 800 } = setting;
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: setting.reducedMotion ? 'reduce' : 'no-preference',
  });
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const answers: Record<string, { body: string | Buffer; contentType: string }> = {
    '/': { body: shell(panel, theme, setting.translations ?? {}), contentType: 'text/html' },
    '/theme.css': { body: themeStyle(theme), contentType: 'text/css' },
    [`/${panel}.js`]: { body: await readFile(`${builtPanels}/${panel}.js`), contentType: 'text/javascript' },
    [`/${panel}.css`]: { body: await readFile(`${builtPanels}/${panel}.css`), contentType: 'text/css' },
  };
  await page.route('**/*', async (route) => {
    const answer = answers[new URL(route.request().url()).pathname];
    await (answer ? route.fulfill(answer) : route.abort());
  });
  await page.addInitScript(`
    window.said = [];
    window.kept = ${JSON.stringify(setting.state ?? null)} ?? undefined;
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => void window.said.push(structuredClone(message)),
      getState: () => window.kept,
      setState: (state) => void (window.kept = structuredClone(state)),
    });
  `);
  await page.goto(`${origin}/`);
  return {
    page,
    complaints,
    said: () => page.evaluate('window.said'),
    kept: () => page.evaluate('window.kept'),
    // As text, because handing over a hundred thousand objects one by one takes a minute.
    tell: (message) =>
      page.evaluate((sent) => window.postMessage(JSON.parse(sent), '*'), JSON.stringify(message)),
  };
}

/** The page that the extension makes, with a style sheet for the variables that VS Code sets by itself. */
function shell(panel: PanelName, theme: ThemeName, translations: Readonly<Record<string, string>>): string {
  const policy = `default-src 'none'; script-src 'nonce-once'; style-src ${origin}; img-src ${origin} data: blob:; font-src ${origin}`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/theme.css">
    <link rel="stylesheet" href="/${panel}.css">
  </head>
  <body class="${themeClasses[theme]}" data-mtl-panel="${panel}">
    <main id="root"></main>
    <script type="application/json" id="l10n" nonce="once">${JSON.stringify(translations)}</script>
    <script nonce="once" src="/${panel}.js"></script>
  </body>
</html>`;
}
