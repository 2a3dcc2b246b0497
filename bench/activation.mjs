/**
 * Measures what the extension takes from the editor when an experiment is opened: how long its code takes to load and to activate, as a
 * real VS Code says under `Developer: Show Running Extensions`, in one window after the other. An experiment is opened together with the
 * window, when everything else is loaded too, or in a window that has come to rest.
 *
 *     npm run build && node bench/activation.mjs [WINDOWS]
 *
 * Installs code-server and Chromium as `npm test` does, where they are missing.
 */
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { editorAddress, installCodeServer, startCodeServer } from '../scripts/code-server.mjs';
import { packExtension } from '../scripts/package.mjs';
import { root } from '../scripts/root.mjs';
import { requireBrowser, requireCompiler } from '../scripts/system-packages.mjs';

const windows = Number(process.argv[2] ?? 15);
const experiment = 'first-experiment.mtl';
const missing = (await requireBrowser()) ?? (await requireCompiler());
if (missing) throw new Error(missing);
await installCodeServer();
const extension = await packExtension();

const state = realpathSync(mkdtempSync(join(tmpdir(), 'activation-')));
process.once('exit', () => rmSync(state, { recursive: true, force: true, maxRetries: 5 }));
const workspace = join(state, 'workspace');
cpSync(join(root, 'examples'), workspace, { recursive: true });
const settings = { 'workbench.startupEditor': 'none', 'chat.disableAIFeatures': true };
const server = await startCodeServer({ state, extension, settings });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const times = { 'with the window': [], 'in a window at rest': [] };
try {
  for (let window = 0; window < windows; window++)
    for (const [when, all] of Object.entries(times)) all.push(await activate(when === 'in a window at rest'));
} finally {
  await browser.close();
  await server.stop();
}
for (const [when, all] of Object.entries(times)) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(windows - 1, Math.floor(share * windows))];
  console.log(
    `${when}: ${at(0.5)} ms (p95 ${at(0.95)}), ${sorted[0]} to ${sorted.at(-1)}, ${windows} windows`,
  );
}

/** Opens an experiment in a new window, which has an extension host of its own, and answers what the editor says of the extension. */
async function activate(isAtRest) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const input = page.locator('.quick-input-widget input').first();
  const choose = async (keys, words) => {
    await page.keyboard.press(keys);
    await input.fill(words);
    await page.locator('.quick-input-list .monaco-list-row.focused').first().waitFor();
    await page.keyboard.press('Enter');
  };
  await page.goto(editorAddress(server.url, workspace, isAtRest ? undefined : experiment));
  if (isAtRest) {
    await page.locator('.part.statusbar .statusbar-item').first().waitFor({ timeout: 60_000 });
    await wait(10_000);
    await choose('Control+p', experiment);
  }
  // The lenses above the text are the first answer of the language server.
  await page.locator('.codelens-decoration a').first().waitFor({ timeout: 60_000 });
  await choose('F1', '>Developer: Show Running Extensions');
  const rows = page.locator('.runtime-extensions-editor .monaco-list-row');
  const row = rows.filter({ hasText: 'MTL Lab' }).first();
  await row.waitFor({ timeout: 60_000 });
  const said = /Activation: (\d+)ms/.exec(await row.innerText());
  await context.close();
  if (!said) throw new Error('The editor does not say how long the extension took to activate.');
  return Number(said[1]);
}
