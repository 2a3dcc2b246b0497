/** The report, opened from disk as a person would, with no network at all. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { runFiles, type RunEvent } from '../../contract/run-log';
import type { Architecture } from '../../contract/architecture';
import { writeReport } from '../../runs/report/write-report';
import { networks, numerals } from '../support/synthetic-architectures';
import { numeralsRun, roundsRun } from '../support/synthetic-runs';
import { temporaryFolder } from '../support/temporary-folder';
import { useBrowser } from './support/browser';
import { builtPanels } from './support/build-panels';
import { openFile, type OpenFile } from './support/open-file';

const browser = useBrowser();

const completed = numeralsRun({ epochs: 6, stepsPerEpoch: 20, every: 2, end: { status: 'completed' } });
const experiment = '// Numerals\nexperiment "Numerals and\ntheir shape"\n\nlet width = 128\n';

async function openReport(
  events: readonly RunEvent[],
  text: string,
  architecture?: Architecture,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<OpenFile> {
  const folder = temporaryFolder({
    [runFiles.log]: events.map((event) => `${JSON.stringify(event)}\n`).join(''),
    [runFiles.experiment]: text,
  });
  const { value } = await writeReport(folder, builtPanels, architecture);
  return openFile(browser(), value!, colorScheme);
}

it('shows the run, its architecture and its text', async () => {
  const { page, complaints, requests } = await openReport(completed, experiment, numerals);
  await expect.poll(() => page.locator('.chip').textContent()).toBe('Completed');
  expect(await page.locator('h1').first().textContent()).toBe('Numerals and their shape');
  expect(await page.locator('button.stop').isVisible()).toBe(false);
  expect(await page.locator('button.resume').count()).toBe(0);
  expect(await page.locator('.chart canvas').count()).toBe(5);
  const lit = await page.locator('.loss canvas').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const pixels = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
    return pixels.filter((value, index) => index % 4 === 3 && value > 0).length;
  });
  expect(lit).toBeGreaterThan(1_000);
  expect(await page.locator('.results tr').count()).toBe(8);
  expect(await page.locator('[data-node="trunk"]').isVisible()).toBe(true);
  expect(await page.locator('.source li').allTextContents()).toEqual(experiment.trimEnd().split('\n'));
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
});

it('leads from a node to its line', async () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line${index}`).join('\n');
  const { page } = await openReport(completed, lines, numerals);
  await page.locator('[data-node="trunk"] > .box').click({ position: { x: 60, y: 20 } });
  await expect.poll(() => page.locator('.source .revealed').textContent()).toBe('line14');
});

it('saves exports as downloads', async () => {
  const { page, complaints } = await openReport(completed, experiment, numerals);
  const download = page.waitForEvent('download');
  await page.locator('.loss').getByRole('button', { name: 'CSV' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('numerals-and-their-shape-loss.csv');
  expect(await readFile(await saved.path(), 'utf8')).toMatch(/^epoch,numeral weight,/);
  expect(complaints).toEqual([]);
});

it('shows co-training, in the dark, and without an architecture', async () => {
  const { page, complaints } = await openReport(
    roundsRun(4, { status: 'completed' }),
    experiment,
    undefined,
    'dark',
  );
  await expect.poll(() => page.locator('.rounds tbody tr').count()).toBe(5);
  expect(await page.locator('.architecture').count()).toBe(0);
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(background).toBe('rgb(15, 19, 24)');
  expect(complaints).toEqual([]);
});

it('keeps hostile names and texts as text', async () => {
  const evil = '</script><script>window.evil = true</script><img src=x onerror="window.evil = true">';
  const events = numeralsRun({
    epochs: 2,
    stepsPerEpoch: 4,
    every: 2,
    title: evil,
    taskNames: [evil, 'b'],
    end: { status: 'completed' },
  });
  const { page, complaints, requests } = await openReport(events, evil, { ...networks(2), title: evil });
  await expect.poll(() => page.locator('h1').first().textContent()).toBe(evil);
  expect(await page.locator('.source').textContent()).toBe(evil);
  expect(await page.evaluate('window.evil')).toBeUndefined();
  expect(await page.locator('img').count()).toBe(0);
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
});
