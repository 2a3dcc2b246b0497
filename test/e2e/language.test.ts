/** The language in a real editor: what is right stays quiet, what is wrong is marked where it stands. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { patience, startEditor, type Editor } from './editor';
import { chooseItem, insist, lensesIn, shownText } from './person';

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor({ name: 'language' });
});
afterAll(() => editor?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot('failed');
  editor.expectNoFault();
});

describe('numerals.mtl', () => {
  test('has lenses, colours and a hover that knows the data, and no squiggle', async () => {
    const { page } = editor;
    await editor.open('examples/numerals.mtl');
    await expect
      .poll(() => lensesIn(page), { timeout: patience })
      .toEqual(['Train', 'Architecture', 'Train', 'Architecture']);

    const hover = page.locator('.monaco-hover:visible').first();
    // The hover tells of the column, so the data has been read, and problems with it would be known.
    await insist(async () => {
      await editor.goTo(25, 23);
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+i');
      await hover.filter({ hasText: '10 different values' }).waitFor({ timeout: 5000 });
    });
    await page.keyboard.press('Escape');
    // Shapes stand behind the layers.
    await expect.poll(() => shownText(page), { timeout: patience }).toContain('activation: relu)15x16x16');
    await editor.screenshot('numerals');
    expect(await page.locator('.squiggly-error, .squiggly-warning').count()).toBe(0);
  });
});

describe('broken.mtl', () => {
  test('has a squiggle for each fault, and the Problems view lists them with their remedies', async () => {
    const { page } = editor;
    await editor.open('examples/broken.mtl');
    await expect
      .poll(() => page.locator('.squiggly-error').count(), { timeout: patience })
      .toBeGreaterThanOrEqual(faults.length);
    await editor.command('Problems: Focus on Problems View');
    const rows = page.locator('.markers-panel .monaco-list-row');
    await rows.first().waitFor();
    await editor.screenshot('broken');
    const badge = page
      .locator('.panel .composite-bar .action-item', { hasText: 'Problems' })
      .locator('.badge');
    await expect.poll(() => badge.innerText()).toBe(String(faults.length));
    // The list holds only the rows that are in view.
    const upper = await rows.allInnerTexts();
    await rows.nth(1).click();
    await page.keyboard.press('End');
    await rows.filter({ hasText: 'MTL3003' }).waitFor();
    const listed = [...upper, ...(await rows.allInnerTexts())].join('\n');
    for (const word of faults) expect(listed).toContain(word);
  });

  test('cannot be trained, and says why', async () => {
    const { page } = editor;
    await page.keyboard.press('Control+1');
    await editor.command('MTL: Train Experiment');
    const message = page.locator('.notification-toast').first();
    await expect
      .poll(() => message.innerText(), { timeout: patience })
      .toContain('broken.mtl cannot be trained');
    await editor.screenshot('broken-not-trained');
  });
});

test('completes the columns of the data', async () => {
  const { page, workspace } = editor;
  cpSync(join(workspace, 'examples/numerals.mtl'), join(workspace, 'examples/typed.mtl'));
  await editor.open('examples/typed.mtl');
  // `numerals.` is where columns are named; what stood after it is typed anew.
  await editor.goTo(25, 21);
  await page.keyboard.press('Control+Delete');
  await page.keyboard.type('la');
  await page.keyboard.press('Control+Space');
  const suggestion = page.locator('.suggest-widget.visible .monaco-list-row').first();
  await expect.poll(() => suggestion.innerText(), { timeout: patience }).toContain('label');
  await editor.screenshot('completion');
});

test('mends a fault, renames and formats', async () => {
  const { page, workspace } = editor;
  const numerals = readFileSync(join(workspace, 'examples/numerals.mtl'), 'utf8');
  const faulty = numerals
    .replace('conv(16, kernel: 3', 'conv(16, kernal: 3')
    .replace('  maxpool(2)', '      maxpool(2)');
  writeFileSync(join(workspace, 'examples/mended.mtl'), faulty);
  await editor.open('examples/mended.mtl');
  const squiggles = page.locator('.squiggly-error');
  await expect.poll(() => squiggles.count(), { timeout: patience }).toBe(1);

  const line = numerals.split('\n').findIndex((each) => each.includes('conv(16')) + 1;
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'kernel' }).first();
  await insist(async () => {
    await editor.goTo(line, 13);
    await page.keyboard.press('Control+.');
    await fix.waitFor({ timeout: 5000 });
    await editor.screenshot('quick-fix');
    await fix.click({ timeout: 5000 });
    await page.locator('.view-line', { hasText: 'conv(16, kernel: 3' }).waitFor({ timeout: 5000 });
  });
  await expect.poll(() => squiggles.count(), { timeout: patience }).toBe(0);

  const box = page.locator('.rename-box input');
  await insist(async () => {
    await editor.goTo(line - 1, 10);
    await page.keyboard.press('F2');
    await box.waitFor({ timeout: 5000 });
  });
  await box.fill('stem');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => shownText(page), { timeout: patience })
    .toMatch(/shared stem\(pixels\)[^]*task numeral\(stem\)/);

  await editor.command('Format Document');
  await expect.poll(() => shownText(page), { timeout: patience }).not.toMatch(/ {5,}maxpool/);
  await editor.screenshot('mended');
});

test('a data file becomes an experiment', async () => {
  const { page } = editor;
  await editor.command('View: Show Explorer');
  const file = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'shapes.csv' }).first();
  await file.waitFor({ timeout: patience });
  await insist(async () => {
    await page.keyboard.press('Escape');
    await file.click({ button: 'right' });
    await chooseItem(page, 'New Experiment from Data File');
    await page.locator('.tab', { hasText: 'shapes.mtl' }).waitFor({ timeout: 10_000 });
  });
  await expect
    .poll(() => shownText(page), { timeout: patience })
    .toContain('predict: shapes.class as classes(10)');
  await expect.poll(() => shownText(page), { timeout: patience }).toContain('parameters');
  expect(await page.locator('.squiggly-error, .squiggly-warning').count()).toBe(0);
  await editor.screenshot('new-experiment');
});

/** A word of each fault's sentence, in the order of the file. */
const faults = [
  '110',
  '240',
  'fou99',
  'kernal',
  'conv',
  'width',
  'trunck',
  'lable',
  'numbers(5)',
  'crossEntropy',
  'uncertanty',
  'at least 1',
  '}',
];
