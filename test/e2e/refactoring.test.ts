/** Refactorings and pages of problem codes in a real editor, from the menus and links that a person uses. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { patience, startEditor, type Editor } from './editor';
import { insist, previewWith, shownText } from './person';

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor({ name: 'refactoring' });
});
afterAll(() => editor?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot('failed');
  editor.expectNoFault();
});

test('layers become a block from the refactor menu, and the name of the block is asked for', async () => {
  const { page, workspace } = editor;
  cpSync(join(workspace, 'examples/numerals.mtl'), join(workspace, 'examples/extracted.mtl'));
  await editor.open('examples/extracted.mtl');
  const offer = page.locator('.action-widget .monaco-list-row', { hasText: 'Extract into a shared block' });
  await insist(async () => {
    await page.keyboard.press('Escape');
    await editor.goTo(16, 3);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+Shift+r');
    await offer.waitFor({ timeout: 5000 });
  });
  await editor.screenshot('refactor-menu');
  await offer.click();
  const box = page.locator('.rename-box input');
  await box.waitFor({ timeout: patience });
  await editor.screenshot('rename');
  expect(await box.inputValue()).toBe('features');
  await box.fill('edges');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => shownText(page), { timeout: patience })
    .toMatch(/shared edges\(pixels\)[^]*shared trunk\(edges\)/);
  await editor.screenshot('extracted');
});

test('a light bulb offers what makes another experiment, and says so', async () => {
  const { page, workspace } = editor;
  cpSync(join(workspace, 'examples/numerals.mtl'), join(workspace, 'examples/split.mtl'));
  await editor.open('examples/split.mtl');
  const offer = page.locator('.action-widget .monaco-list-row', { hasText: 'one for each column' });
  await insist(async () => {
    await page.keyboard.press('Escape');
    await editor.goTo(30, 8);
    await page.keyboard.press('Control+.');
    await offer.waitFor({ timeout: 5000 });
  });
  await editor.screenshot('light-bulb');
  await offer.click();
  await expect
    .poll(() => shownText(page), { timeout: patience })
    .toMatch(/shared morphology\(trunk\)[^]*task mor0\(morphology\)/);
  await editor.screenshot('split');
  expect(await page.locator('.squiggly-error').count()).toBe(0);
});

test('the code of a problem opens its page, and the text is there again when that is closed', async () => {
  const { page, workspace } = editor;
  writeFileSync(join(workspace, 'examples/faulty.mtl'), 'data d { sourse: "../data/mfeat.csv" }\n');
  await editor.open('examples/faulty.mtl');
  await expect.poll(() => page.locator('.squiggly-error').count(), { timeout: patience }).toBeGreaterThan(0);
  const link = page.locator('.monaco-hover:visible a', { hasText: 'MTL2004' }).first();
  await insist(async () => {
    await page.keyboard.press('Escape');
    await editor.goTo(1, 12);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    await link.waitFor({ timeout: 5000 });
  });
  await editor.screenshot('code-link');
  const tab = page.locator('.tab', { hasText: 'MTL2004' });
  await insist(async () => {
    if ((await tab.count()) === 0) await link.click({ timeout: 5000 });
    await tab.waitFor({ timeout: 10_000 });
  });
  const preview = await previewWith(page, 'MTL2004');
  expect(await preview.locator('.markdown-body h1').innerText()).toBe('MTL2004');
  await editor.screenshot('page');
  await insist(async () => {
    const close = tab.locator('.tab-actions a').first();
    if ((await tab.count()) > 0) await close.click({ timeout: 5000 });
    await tab.waitFor({ state: 'detached', timeout: 5000 });
  });
  await expect.poll(() => shownText(page), { timeout: patience }).toContain('sourse');
});
