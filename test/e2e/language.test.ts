/** The language in a real editor: what is right stays quiet, what is wrong is marked where it stands. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { patience, startEditor, type Editor } from './editor';

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
    const lenses = page.locator('.codelens-decoration a');
    await expect
      .poll(() => lenses.allInnerTexts(), { timeout: patience })
      .toEqual(['Train', 'Architecture', 'Train', 'Architecture']);

    await editor.goTo(25, 23);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    const hover = page.locator('.monaco-hover:visible').first();
    // The hover tells of the column, so the data has been read, and problems with it would be known.
    await expect.poll(() => hover.innerText(), { timeout: patience }).toContain('10 different values');
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
