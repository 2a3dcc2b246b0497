/** The Runs view in a real editor: empty, while a run goes on, and with runs that ended in every way; and what leads to it. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { patience, startEditor, type Editor } from './editor';
import { chooseItem, insist } from './person';

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor({ name: 'runs-view' });
  const numerals = readFileSync(join(editor.workspace, 'examples', 'numerals.mtl'), 'utf8');
  writeFileSync(join(editor.workspace, 'examples', 'short.mtl'), numerals.replace('epochs: 12', 'epochs: 4'));
});
afterAll(() => editor?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot('failed');
  editor.expectNoFault();
});

const lines = (): Locator =>
  editor.page.locator('.pane-body .monaco-list[aria-label="Runs"] .monaco-list-row');
const runsFolder = (): string => join(editor.workspace, 'examples', 'runs');

test('says what to do where there is no run', async () => {
  await editor.open('examples/short.mtl');
  await editor.command('MTL Lab: Focus on Runs View');
  const welcome = editor.page.locator('.welcome-view-content');
  await expect
    .poll(() => welcome.innerText(), { timeout: patience })
    .toContain('No experiment of this folder has run yet.');
  await editor.screenshot('empty');
});

test('shows a run as it goes on, and what it came to', async () => {
  await editor.command('MTL: Train Experiment');
  await expect.poll(() => lines().count(), { timeout: patience, interval: 200 }).toBe(2);
  await editor.screenshot('running');
  await expect
    .poll(() => lines().last().innerText(), { timeout: 2 * patience, interval: 250 })
    .toMatch(/\d\d:\d\d\s*numeral accuracy 0\.\d+ · morphology mse \d\.\d+/);
  expect(await lines().first().innerText()).toMatch(/short\.mtl\s*examples · 1 run/);
  await editor.screenshot('completed');
});

test('shows how runs ended that were copied here', async () => {
  const run = lastRun();
  copyRun(run, '2026-01-02T03-04-05-failed', (end) => ({ ...end, status: 'failed' }));
  copyRun(run, '2026-01-02T03-04-06-stopped', (end) => ({ ...end, status: 'stopped' }));
  copyRun(run, '2026-01-02T03-04-07-lost', () => undefined);
  await expect.poll(() => lines().count(), { timeout: patience, interval: 200 }).toBe(5);
  for (const word of ['failed', 'stopped', 'lost'])
    await expect
      .poll(() => lines().filter({ hasText: word }).count(), { timeout: patience, interval: 200 })
      .toBe(1);
  const tooltip = editor.page.locator('.monaco-hover', { hasText: 'uncertainty' }).first();
  await insist(async () => {
    await editor.page.mouse.move(700, 850);
    await lines()
      .nth(4)
      .hover({ position: { x: 120, y: 10 } });
    await tooltip.waitFor({ timeout: 5000 });
  });
  await editor.screenshot('states');
  await editor.command('Preferences: Toggle between Light/Dark Themes');
  await editor.screenshot('states-dark');
  await editor.command('Preferences: Toggle between Light/Dark Themes');
});

test('compares the runs that are selected, and their texts', async () => {
  const { page } = editor;
  await insist(async () => {
    await choose([1, 3], 'Compare Runs');
    await page.locator('.tab', { hasText: '2 runs of short.mtl' }).waitFor({ timeout: 10_000 });
  });
  const panel = await editor.panel('compare');
  await expect.poll(() => panel.locator('.runs tbody tr').count(), { timeout: patience }).toBe(2);
  await editor.screenshot('compared');
  await insist(async () => {
    await choose([1, 3], 'Compare Texts of Runs');
    await page.locator('.tab', { hasText: '↔' }).waitFor({ timeout: 10_000 });
  });
  await editor.screenshot('texts');
});

test('deletes a run after a person has agreed', async () => {
  const { page } = editor;
  const dialog = page.locator('.monaco-dialog-box');
  await insist(async () => {
    await choose([4], 'Delete Runs');
    await dialog.waitFor({ timeout: 10_000 });
  });
  expect(await dialog.innerText()).toContain('2026-01-02T03-04-05-failed');
  await editor.screenshot('delete');
  await dialog.locator('.monaco-button', { hasText: 'Move to Trash' }).click();
  // A machine that an editor is connected to has no trash.
  const forGood = dialog.locator('.monaco-button', { hasText: 'Delete Permanently' });
  await forGood.click();
  await expect.poll(() => lines().count(), { timeout: patience, interval: 200 }).toBe(4);
  expect(readdirSync(runsFolder())).toHaveLength(3);
});

const lastRun = (): string => readdirSync(runsFolder()).toSorted().at(-1)!;

/** Selects lines, the last of which opens its menu. */
async function choose(rows: readonly number[], item: string): Promise<void> {
  const { page } = editor;
  await page.keyboard.press('Escape');
  for (const row of rows.length > 1 ? rows : [])
    await lines()
      .nth(row)
      .click({ modifiers: ['Control'], position: { x: 90, y: 10 }, timeout: 5000 });
  await lines().nth(rows.at(-1)!).click({ button: 'right', timeout: 5000 });
  await editor.screenshot(`menu-${item.toLowerCase().replaceAll(' ', '-')}`);
  await chooseItem(page, item);
}

/** Writes the folder of a run that ended in another way; without an end where `change` answers none. */
function copyRun(from: string, to: string, change: (end: object) => object | undefined): void {
  const folder = join(runsFolder(), to);
  mkdirSync(folder);
  for (const file of ['experiment.mtl', 'plan.json'])
    cpSync(join(runsFolder(), from, file), join(folder, file));
  const events = readFileSync(join(runsFolder(), from, 'run.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const end = change(JSON.parse(events.pop()!) as object);
  const all = [...events, ...(end ? [JSON.stringify(end)] : [])];
  // Nobody has the number of the process that trained it.
  const log = all.join('\n').replace(/"pid":\d+/, '"pid":1073741824');
  writeFileSync(join(folder, 'run.jsonl'), `${log}\n`);
}

test('a task checks an experiment that is closed, and the problem matcher reads what it prints', async () => {
  const { page } = editor;
  await insist(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+b');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'check broken.mtl' })
      .click({ timeout: 5000 });
  });
  // All of them, though the editor stops to read a tenth of a second after the process has ended.
  const badge = page.locator('.panel .composite-bar .action-item', { hasText: 'Problems' }).locator('.badge');
  await expect.poll(() => badge.innerText(), { timeout: patience }).toBe('13');
  await editor.command('Problems: Focus on Problems View');
  const problems = page.locator('.markers-panel .monaco-list-row');
  await expect
    .poll(async () => (await problems.allInnerTexts()).join('\n'), { timeout: patience })
    .toContain('`conv` has no argument `kernal`.');
  await editor.screenshot('task');
});

test('the walkthrough knows what a person has done', async () => {
  const { page } = editor;
  const step = (title: string): Locator =>
    page.locator('.gettingStartedContainer .getting-started-step', { hasText: title });
  await insist(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill('>Open Walkthrough');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Welcome: Open Walkthrough' })
      .click({ timeout: 5000 });
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Get Started with MTL Lab' })
      .click({ timeout: 5000 });
    await step('Compare').waitFor({ timeout: 10_000 });
  });
  await editor.screenshot('walkthrough');
  // What was done before it was opened, it has not heard of.
  await page.locator('.tab', { hasText: /^short.mtl$/ }).click();
  await editor.command('MTL: Show Architecture');
  await editor.panel('architecture');
  await editor.command('MTL: Train Experiment');
  await expect.poll(() => lines().count(), { timeout: patience, interval: 200 }).toBe(5);
  await page.locator('.tab', { hasText: 'Welcome' }).click();
  for (const title of ['Open or make', 'See what the editor knows', 'Train'])
    await step(title)
      .locator('.codicon-getting-started-step-checked, .complete')
      .first()
      .waitFor({ timeout: patience });
  await editor.screenshot('walkthrough-done');
});
