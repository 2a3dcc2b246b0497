/** A designed experiment in a real editor: trained from its lens, seen in the Runs view while it goes on, and told in a panel. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeRuns, runFolders, type RunSummary } from '../../runs/list-runs';
import { patience, startEditor, type Editor } from './editor';
import { insist, lensesIn } from './person';

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor({ name: 'sweep' });
  const rows = Array.from(
    { length: 80 },
    (_, i) => `${(i * 7) % 10},${(i * 3) % 11},${i % 2},${(i * 7) % 10}`,
  );
  writeFileSync(join(editor.workspace, 'examples', 'points.csv'), `a,b,kind,size\n${rows.join('\n')}\n`);
  writeFileSync(join(editor.workspace, 'examples', 'swept.mtl'), experiment);
});
afterAll(() => editor?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot('failed');
  editor.expectNoFault();
});

const experiment = `experiment "Points"

let width = 4

data points {
  source: "points.csv"
  split: [60%, 40%, 0%]
}

input x = points[a, b]

shared trunk(x) {
  dense(width, relu)
}

task kind(trunk) {
  predict: points.kind as binary
}

task size(trunk) {
  predict: points.size as number
}

train {
  batch: 16
  epochs: 2500
}

sweep {
  width: [2, 4]
  seed: 1..2
  baseline: singleTask
}
`;

const isCompleted = ({ state }: RunSummary): boolean => state === 'completed';

const lines = (): Locator =>
  editor.page.locator('.pane-body .monaco-list[aria-label="Runs"] .monaco-list-row');
const runs = (): string => join(editor.workspace, 'examples', 'runs');

test('is trained from its lens, and a panel follows it', async () => {
  const { page } = editor;
  await editor.open('examples/swept.mtl');
  await expect.poll(() => lensesIn(page), { timeout: patience }).toContain('Train All Combinations');
  await editor.command('MTL Lab: Focus on Runs View');
  await insist(() =>
    page
      .locator('.codelens-decoration a', { hasText: 'Train All Combinations' })
      .first()
      .click({ timeout: 5000 }),
  );
  const sweep = lines().filter({ hasText: /sweep · \d+ of 12 runs/ });
  await expect.poll(() => sweep.count(), { timeout: 2 * patience, interval: 250 }).toBe(1);
  await insist(async () => {
    await sweep.click({ timeout: 5000 });
    await page.locator('.tab', { hasText: '-sweep' }).waitFor({ timeout: 10_000 });
  });
  const panel = await editor.panel('sweep');
  const status = () => panel.locator('[role=status]').innerText();
  const completed = async () => Number(/(\d+) of 12 runs are completed/.exec(await status())?.[1]);
  await expect.poll(completed, { timeout: patience }).toBeLessThan(12);
  await editor.screenshot('followed');
  await expect.poll(completed, { timeout: 4 * patience, interval: 500 }).toBe(12);
  expect(await panel.locator('.verdict').innerText()).toMatch(/Sharing helped|Sharing hurt|cannot be told/);
  // The mean squared error alone is almost 0, so that there is no picture of the gain.
  const titles = await panel.locator('.intervals h2 span').allInnerTexts();
  expect(titles.filter((title) => title !== 'Gain of sharing')).toEqual(['kind accuracy', 'size mse']);
  expect(await panel.locator('.combinations tbody tr').count()).toBe(2);
  expect((await describeRuns(await runFolders(runs()))).filter(isCompleted)).toHaveLength(12);
  await editor.screenshot('panel');
  await panel.getByRole('button', { name: 'seed 2: completed' }).last().click();
  const run = await editor.panel('run');
  await expect.poll(() => run.locator('h1').innerText(), { timeout: patience }).toBe('Points');
});

test('stands in the Runs view with its runs below it', async () => {
  const sweep = lines().filter({ hasText: 'sweep · 12 runs' });
  await expect.poll(() => sweep.count(), { timeout: 2 * patience, interval: 250 }).toBe(1);
  await insist(async () => {
    await sweep.locator('.monaco-tl-twistie').click({ timeout: 5000 });
    await expect.poll(() => lines().count(), { timeout: 5000 }).toBe(14);
  });
  const told = await lines().allInnerTexts();
  expect(told.some((line) => /kind alone, width: 2, seed: 1\s*kind accuracy/.test(line))).toBe(true);
  expect(told.some((line) => /width: 4, seed: 2\s*kind accuracy .* · size mse/.test(line))).toBe(true);
  await editor.screenshot('runs');
  await editor.command('Preferences: Toggle between Light/Dark Themes');
  await editor.screenshot('runs-dark');
  expect(readdirSync(runs())).toHaveLength(1);
});

test('its runs are no runs of the experiment as it is', async () => {
  await editor.open('examples/swept.mtl');
  const lenses = await lensesIn(editor.page);
  expect(lenses.filter((lens) => /last run|best|Compare/.test(lens))).toEqual([]);
  expect(lenses).toContain('Train');
});
