/** A real VS Code with the packed extension and a workspace of its own, driven as a person would. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Frame, type Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { editorAddress, startCodeServer, type CodeServer } from '../../scripts/code-server.mjs';
import { packedExtension } from '../../scripts/package.mjs';
import { root } from '../house/sources';
import { processesOf } from './processes';

/** The first webview, and the first answer of a server that reads data, take some seconds on a slow machine. */
export const patience = 60_000;

const chromiumSwitches =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

const settings = {
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'extensions.ignoreRecommendations': true,
  // In a browser the default is to save while one types, which would change the example under test.
  'files.autoSave': 'off',
  'security.workspace.trust.untrustedFiles': 'open',
  'window.commandCenter': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

export interface Editor {
  readonly page: Page;
  /** Absolute path of the open folder: `examples/` and `data/` as the shared folder has them. */
  readonly workspace: string;
  /** Opens a file of the workspace with a fresh page, and waits until its text is there. */
  open(file: string): Promise<void>;
  /** Runs a command of the palette by its title. */
  command(title: string): Promise<void>;
  goTo(line: number, column: number): Promise<void>;
  /** Loads the window anew: editors and panels come back as they were. */
  reload(): Promise<void>;
  /** The page inside the webview of a panel, once it shows something. */
  panel(kind: 'run' | 'architecture' | 'compare' | 'sweep'): Promise<Frame>;
  /** Keeps what is to be seen in `output/`, numbered in order, to be looked at. */
  screenshot(name: string): Promise<void>;
  /** Fails with the messages of the page's console that tell of a fault in the extension or its panels. */
  expectNoFault(): void;
  close(): Promise<void>;
}

export interface EditorStart {
  /** Names the folder of screenshots. */
  readonly name: string;
  readonly trust?: 'ask' | 'given';
}

export async function startEditor({ name, trust = 'given' }: EditorStart): Promise<Editor> {
  const extension = packedExtension();
  if (!existsSync(extension)) throw new Error(`${extension} is missing. Run npm run package first.`);
  const output = join(root, 'test', 'e2e', 'output', name);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const state = realpathSync(mkdtempSync(join(tmpdir(), 'mtl-editor-')));
  const workspace = join(state, 'workspace');
  copyShared(workspace);

  const server = await startCodeServer({ state, extension, settings, trust });
  const browser = await launchBrowser(server);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    const about = `${message.text()} ${message.location().url}`;
    if (message.type() === 'error' && /mtl-lab|Content Security Policy/i.test(about)) faults.push(about);
  });
  let shots = 0;

  const addressOf = (file?: string): string => editorAddress(server.url, workspace, file);
  const command = async (title: string): Promise<void> => {
    const input = page.locator('.quick-input-widget input').first();
    const chosen = page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: title });
    // The palette lists what could be done when it was opened. A window that still restores its editors may change
    // that or take the focus away, so a person would open it again.
    const choose = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await input.waitFor({ timeout: 5000 });
      await input.fill(`>${title}`);
      await chosen.waitFor({ timeout: 5000 });
    };
    await vi.waitFor(choose, { timeout: patience, interval: 500 });
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden', timeout: patience });
  };

  return {
    page,
    workspace,
    command,
    async open(file) {
      await page.goto(addressOf(file));
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: patience });
      // The extension is not active before its first answer: the lenses above the text.
      if (trust === 'given')
        await page.locator('.codelens-decoration a').first().waitFor({ timeout: patience });
    },
    async goTo(line, column) {
      await page.keyboard.press('Control+1');
      await page.keyboard.press('Control+g');
      const input = page.locator('.quick-input-widget input').first();
      await input.waitFor();
      await input.fill(`:${line}:${column}`);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
    },
    async reload() {
      // An address that names a file opens that one alone; without it, everything is opened that was open.
      await page.evaluate((address) => history.replaceState(null, '', address), addressOf());
      // The editor's own command waits until all state is stored. A browser that is told to reload does not.
      await Promise.all([
        page.waitForEvent('load', { timeout: patience }),
        command('Developer: Reload Window'),
      ]);
      await page.locator('.monaco-editor .view-line, iframe.webview').first().waitFor({ timeout: patience });
    },
    panel: (kind) => findPanel(page, kind),
    async screenshot(title) {
      shots += 1;
      const path = join(output, `${String(shots).padStart(2, '0')}-${title}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    },
    expectNoFault: () => expect(faults).toEqual([]),
    async close() {
      await browser.close();
      await server.stop();
      // A run outlives its window, also when the test that should have stopped it has failed.
      for (const pid of processesOf(workspace)) process.kill(pid, 'SIGKILL');
      rmSync(state, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
    },
  };
}

/** The examples refer to `../data`, so both folders are copied side by side. Their files are read-only, a workspace is not. */
function copyShared(workspace: string): void {
  for (const folder of ['examples', 'data']) {
    cpSync(join(root, '..', 'shared', folder), join(workspace, folder), { recursive: true });
    chmodSync(join(workspace, folder), 0o755);
    for (const file of readdirSync(join(workspace, folder))) chmodSync(join(workspace, folder, file), 0o644);
  }
}

async function launchBrowser(server: CodeServer): Promise<Browser> {
  try {
    const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
    if (!executablePath) throw new Error('Chromium is missing. Run npm test, which installs it.');
    return await chromium.launch({ executablePath, args: chromiumSwitches.split(' ') });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A webview is an iframe in an iframe; which one belongs to a panel is told by its body. */
async function findPanel(page: Page, kind: 'run' | 'architecture' | 'compare' | 'sweep'): Promise<Frame> {
  let found: Frame | undefined;
  await expect
    .poll(
      async () => {
        for (const frame of page.frames()) {
          const shows = await frame
            .locator(`body[data-mtl-panel=${kind}] #root > *`)
            .count()
            .catch(() => 0);
          if (shows > 0) found = frame;
        }
        return found !== undefined;
      },
      { timeout: patience, interval: 500 },
    )
    .toBe(true);
  return found!;
}
