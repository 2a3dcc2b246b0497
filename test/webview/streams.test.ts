/** The run panel of a run over a stream: windows in place of epochs, test results in place of training, drifts where they were found. */
import { expect, it } from 'vitest';
import { streamRun } from '../support/synthetic-runs';
import { useBrowser } from './support/browser';
import { openPanel } from './support/open-panel';
import { cells, eventsMessage, inkOf, shape } from './support/run-pages';

const browser = useBrowser();

it('tells windows and drifts', async () => {
  const { page, tell, complaints } = await openPanel(browser(), 'run', { width: 1100, height: 1300 });
  await tell(eventsMessage(streamRun({ ...shape, end: { status: 'completed' } }), 0, false));
  await expect.poll(() => page.locator('.chip').textContent()).toBe('Completed');
  const facts = await page.locator('.facts dt').allTextContents();
  expect(facts).toContain('Window');
  expect(facts).toContain('Rows of a window');
  expect(facts).not.toContain('Epoch');
  expect(await cells(page, '.drifts table')).toEqual([
    ['task', 'found at row', 'since about row', 'window', 'loss before', 'loss after'],
    ['numeral', '1,750', '1,640', '4', '0.4000', '1.250'],
  ]);
  expect(await page.locator('.loss canvas').getAttribute('aria-label')).toContain('drift of numeral at 3.5');
  expect(await inkOf(page, '.loss canvas')).toBeGreaterThan(1_000);
  expect(await cells(page, '.results table')).toContainEqual(['', 'test']);
  const pictures = process.env['MTL_PICTURES'];
  if (pictures) await page.screenshot({ path: `${pictures}/stream.png` });
  expect(complaints).toEqual([]);
});

it('tells of a stream without an end how far it is, and of no end', async () => {
  const { page, tell } = await openPanel(browser(), 'run');
  await tell(eventsMessage(streamRun(shape, true)));
  await expect.poll(() => page.locator('.chip').textContent()).toBe('Running');
  const facts = page.locator('.facts > div');
  expect(
    await facts
      .filter({ hasText: /^Window/ })
      .locator('dd')
      .textContent(),
  ).toBe('6');
  expect(await page.locator('.facts dt').allTextContents()).not.toContain('Left');
});
