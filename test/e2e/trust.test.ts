/** An untrusted workspace in a real editor: the language works, and nothing runs. */
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { patience, startEditor, type Editor } from './editor';

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor({ name: 'trust', trust: 'ask' });
});
afterAll(() => editor?.close());

test('problems are shown, and training is not offered', async () => {
  onTestFailed(() => editor.screenshot('failed'));
  const { page } = editor;
  await editor.open('examples/broken.mtl');
  await page.locator('.part.banner').filter({ hasText: 'Restricted Mode' }).waitFor({ timeout: patience });
  await expect.poll(() => page.locator('.squiggly-error').count(), { timeout: patience }).toBeGreaterThan(5);
  await editor.screenshot('restricted');

  await page.locator('.codelens-decoration a', { hasText: 'Train' }).first().click();
  const message = page.locator('.notification-toast').first();
  await expect.poll(() => message.innerText(), { timeout: patience }).toContain('Trust the workspace first');
  await editor.screenshot('asked');

  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill('>MTL: ');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'MTL: Show Architecture' }).waitFor();
  await editor.screenshot('palette');
  expect(await rows.filter({ hasText: 'MTL: Train Experiment' }).count()).toBe(0);
  editor.expectNoFault();
});
