/** Lenses in a real editor: an experiment trains from one, its last run is said by another, and two runs are compared. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { patience, startEditor, type Editor } from './editor';
import { root } from '../house/sources';
import { insist, lensesIn, shownText } from './person';

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor({ name: 'lenses' });
  const numerals = readFileSync(join(editor.workspace, 'examples', 'numerals.mtl'), 'utf8');
  writeFileSync(
    join(editor.workspace, 'examples', 'short.mtl'),
    numerals.replace('epochs: 12', 'epochs: 1').replace('let width = 128', 'let width = 16'),
  );
});
afterAll(() => editor?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot('failed');
  editor.expectNoFault();
});

/** Rows of the table of runs. */
const runsIn = (panel: Frame): Locator => panel.locator('.runs tbody tr');

/** A click on a lens that is drawn anew at the same moment is lost. */
const click = (title: string | RegExp): Promise<void> =>
  editor.page.locator('.codelens-decoration a', { hasText: title }).first().click({ timeout: 5000 });

test('say nothing of runs before there is one', async () => {
  await editor.open('examples/short.mtl');
  await expect
    .poll(() => lensesIn(editor.page), { timeout: patience })
    .toEqual(['Train', 'Architecture', 'Train', 'Architecture']);
});

test('train, and say what came of it', async () => {
  await insist(() => click('Train'));
  await expect
    .poll(() => lensesIn(editor.page), { timeout: 2 * patience, interval: 500 })
    .toContainEqual(
      expect.stringMatching(
        /^last run: completed after 1 epoch · numeral accuracy 0\.\d+ · morphology mse \d\.\d+ · (now|\d+ minutes? ago)$/,
      ),
    );
  await editor.screenshot('last-run');
});

test('compare two runs, and say over each task what was best', async () => {
  const { page } = editor;
  const file = join(editor.workspace, 'examples', 'short.mtl');
  writeFileSync(file, readFileSync(file, 'utf8').replace('rate: 0.001', 'rate: 0.0001'));
  await editor.open('examples/short.mtl');
  await insist(() => click('Train'));
  await expect
    .poll(() => lensesIn(page), { timeout: 2 * patience, interval: 500 })
    .toContain('Compare 2 runs');
  const shown = await lensesIn(page);
  expect(shown).toContainEqual(expect.stringMatching(/^best accuracy 0\.\d+ of 2 runs$/));
  expect(shown).toContainEqual(expect.stringMatching(/^best mse \d\.\d+ of 2 runs$/));
  await editor.screenshot('two-runs');
  await insist(async () => {
    await click('Compare 2 runs');
    await page.locator('.tab', { hasText: 'Runs of short.mtl' }).waitFor({ timeout: 10_000 });
  });
  const panel = await editor.panel('compare');
  await expect.poll(() => runsIn(panel).count(), { timeout: patience }).toBe(2);
  await expect.poll(() => panel.locator('.chart').count(), { timeout: patience }).toBe(10);
  const tables = await panel.locator('.content').innerText();
  for (const words of ['numeral accuracy', 'morphology mse', 'completed', 'train.optimizer.rate', '0.0001'])
    expect(tables).toContain(words);
  const summary = await panel.locator('canvas[role=img]').first().getAttribute('aria-label');
  expect(summary).toMatch(/^Total loss · train\. epoch 1\. .*: \d.*; .*: \d/);
  await editor.screenshot('compared');
});

test('the panel survives a reload of the window, and opens its tables as a text', async () => {
  const { page } = editor;
  await editor.reload();
  const panel = await editor.panel('compare');
  await expect.poll(() => runsIn(panel).count(), { timeout: patience }).toBe(2);
  await expect.poll(() => panel.locator('.chart').count(), { timeout: patience }).toBe(10);
  await insist(async () => {
    await panel.getByRole('button', { name: 'Markdown' }).click({ timeout: 5000 });
    await expect.poll(() => shownText(page), { timeout: 10_000 }).toContain('# Runs of short.mtl');
  });
  expect(await shownText(page)).toContain('## What differs');
  await editor.screenshot('markdown');
  await page.locator('.tab', { hasText: 'Runs of short.mtl' }).first().click();
});

test('a run from a terminal is seen too: by the panel, and by the lenses behind it', async () => {
  const { page, workspace } = editor;
  const file = join(workspace, 'examples', 'short.mtl');
  await promisify(execFile)(process.execPath, [join(root, 'dist', 'mtl.cjs'), 'train', file]);
  const panel = await editor.panel('compare');
  await expect.poll(() => runsIn(panel).count(), { timeout: patience }).toBe(3);
  await expect
    .poll(() => panel.locator('.chart .legend tbody').first().locator('tr').count(), { timeout: patience })
    .toBe(3);
  await editor.screenshot('followed');
  await page.locator('.tab', { hasText: /^short.mtl$/ }).click();
  await expect.poll(() => lensesIn(page), { timeout: patience, interval: 500 }).toContain('Compare 3 runs');
});
