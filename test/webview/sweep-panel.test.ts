/** The Sweep panel in Chromium: while its runs go on, when they are done, and what a person does with it. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { SweepResults } from '../../contract/sweep-results';
import { notASweep } from '../../runs/problems';
import { writeSweepReport } from '../../runs/report/write-sweep-report';
import { folder, sweepMessage, sweptWidths, whole } from '../support/synthetic-sweeps';
import { temporaryFolder } from '../support/temporary-folder';
import { useBrowser } from './support/browser';
import { builtPanels } from './support/build-panels';
import { overflowOf, recolour, themesAndWidths } from './support/looks';
import { openFile } from './support/open-file';
import { openPanel, type OpenPanel, type PanelSetting } from './support/open-panel';
import { cells, inkOf } from './support/run-pages';

const browser = useBrowser();

async function open(results: SweepResults, setting?: PanelSetting): Promise<OpenPanel> {
  const panel = await openPanel(browser(), 'sweep', setting);
  await panel.tell(sweepMessage(results));
  await expect.poll(() => panel.page.locator('h1').textContent()).toBe('How wide?');
  return panel;
}

const first = '.intervals >> nth=0 >> canvas';
const picture = (page: Page) =>
  page.locator(first).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
const status = (page: Page) => page.locator('[role=status]').textContent();

describe('a sweep that is done', () => {
  it('says whether sharing helped, in words, pictures and numbers', async () => {
    const { page, said, kept, complaints } = await open(whole);
    expect(await page.locator('.verdict').textContent()).toMatch(/^Sharing helped: \+6\.0 % .* width: 16 /);
    expect(await page.locator('.intervals h2').allTextContents()).toEqual([
      'Gain of sharingbeside each task alone; higher is better',
      'digit accuracyon validation rows; higher is better',
      'size losson validation rows; lower is better',
    ]);
    expect(await inkOf(page, first)).toBeGreaterThan(500);
    expect(await cells(page, '.combinations table')).toEqual([
      ['width', 'runs', 'digit accuracy', 'alone', 'size loss', 'alone', 'gain', 'time'],
      [
        '4',
        '123',
        '0.910 ± 0.010',
        '0.900 ± 0.010',
        '0.090 ± 0.010',
        '0.100 ± 0.020',
        '+1.0 % ± 1.0',
        '0:12',
      ],
      [
        '16',
        '123',
        '★ 0.960 ± 0.010',
        '0.900 ± 0.010',
        '★ 0.040 ± 0.010',
        '0.100 ± 0.020',
        '★ +6.0 % ± 1.0',
        '0:12',
      ],
    ]);
    expect(await status(page)).toBe('12 of 12 runs are completed');
    expect(await page.locator('progress').isVisible()).toBe(false);
    expect(await said()).toEqual([{ kind: 'ready', since: 0 }]);
    expect(await kept()).toEqual({ sweep: folder });
    expect(complaints).toEqual([]);
  });

  it('opens a run from the table and from its dot, and the tables as a text', async () => {
    const { page, said } = await open(whole);
    await page.getByRole('button', { name: 'seed 2: completed' }).last().click();
    // The last lane, the run with the largest gain: the rightmost dot of the picture.
    const { x, y, width, height } = (await page.locator(first).boundingBox())!;
    const lane = y + (height - 30) * 0.75;
    for (let at = x + width - 4; at > x + width / 2; at -= 3) {
      await page.mouse.move(at, lane + 2);
      const cursor = await page.locator(first).evaluate((canvas) => canvas.style.cursor);
      if (cursor !== 'pointer') continue;
      await page.mouse.click(at, lane + 2);
      break;
    }
    await page.getByRole('button', { name: 'Markdown' }).click();
    await expect
      .poll(said)
      .toEqual([
        { kind: 'ready', since: 0 },
        { kind: 'open', run: '11' },
        { kind: 'open', run: '12' },
        { kind: 'document' },
      ]);
  });

  it('exports pictures and tables', async () => {
    const { page, said } = await open(whole);
    const card = page.locator('.intervals').first();
    await card.getByRole('button', { name: 'PNG' }).click();
    await card.getByRole('button', { name: 'CSV' }).click();
    await page.locator('.combinations').getByRole('button', { name: 'CSV' }).click();
    await expect.poll(async () => (await said()).length).toBe(4);
    const exports = (await said()).flatMap((one) => (one.kind === 'export' ? [one] : []));
    expect(exports.map(({ name }) => name)).toEqual([
      'sweep-how-wide-gain.png',
      'sweep-how-wide-gain.csv',
      'sweep-how-wide.csv',
    ]);
    const [png, gain, table] = exports.map(({ base64 }) => Buffer.from(base64, 'base64'));
    expect(png!.subarray(1, 4).toString()).toBe('PNG');
    expect(gain!.toString().split('\r\n')[0]).toBe('combination,mean,from,to,seed 1,seed 2,seed 3');
    expect(table!.toString().split('\r\n')).toHaveLength(4);
  });

  it('is read in words and by keyboard', async () => {
    const { page } = await open(whole, { theme: 'highContrast' });
    for (const each of await page.locator('.intervals').all()) {
      expect(await each.locator('canvas').getAttribute('role')).toBe('img');
      expect(await each.locator('canvas').getAttribute('aria-label')).toMatch(/width: 4: .*width: 16: /);
      await each.locator('summary').click();
      await expect.poll(() => each.locator('.data tbody tr').count()).toBe(2);
    }
    await page.getByRole('button', { name: 'seed 1: completed' }).first().focus();
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => document.activeElement!.getAttribute('aria-label'));
    expect(await focused()).toBe('seed 2: completed');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).not.toBe(
      'none',
    );
  });

  it.each(themesAndWidths)('fits into %s at %s pixels', async (theme, width) => {
    const { page, complaints } = await open(whole, { theme, width });
    expect(await overflowOf(page)).toBe(0);
    expect(await inkOf(page, first)).toBeGreaterThan(500);
    expect(complaints).toEqual([]);
  });

  it('is drawn anew when the theme changes', async () => {
    const { page } = await open(whole);
    const before = await picture(page);
    await recolour(page);
    await expect.poll(() => picture(page)).not.toBe(before);
  });
});

describe('a sweep at work', () => {
  it('shows what there is, and goes on with what comes', async () => {
    const { page, tell } = await open(sweptWidths([], []));
    expect(await status(page)).toBe('6 of 12 runs are completed');
    expect(await page.locator('progress').evaluate((bar) => (bar as HTMLProgressElement).value)).toBe(6);
    expect(await page.locator('.intervals').count()).toBe(0);
    await tell(sweepMessage(sweptWidths([0.9, 0.92], [])));
    await expect.poll(() => page.locator('.intervals').count()).toBe(3);
    const before = await picture(page);
    const names = await page
      .locator('.combinations tbody tr')
      .first()
      .locator('button')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(names).toEqual(['seed 1: completed', 'seed 2: completed', 'seed 3: running']);
    expect(await page.getByRole('button', { name: 'seed 3: waiting' }).isDisabled()).toBe(true);
    await tell(sweepMessage(whole));
    await expect.poll(() => status(page)).toBe('12 of 12 runs are completed');
    expect(await picture(page)).not.toBe(before);
  });

  it('says why it cannot be read', async () => {
    const panel = await openPanel(browser(), 'sweep');
    await panel.tell({ ...sweepMessage(null), problems: [notASweep(folder)] });
    await expect.poll(() => panel.page.locator('.problem').textContent()).toContain('There is no sweep');
    expect(await panel.page.locator('.content').isVisible()).toBe(false);
  });
});

it('is a report, which opens anywhere and leads to no run', async () => {
  const place = temporaryFolder({ 'experiment.mtl': 'experiment "How wide?"\n' });
  const { value, problems } = await writeSweepReport(place, builtPanels, whole);
  expect(problems).toEqual([]);
  const { page, complaints, requests } = await openFile(browser(), value!);
  await expect.poll(() => page.locator('.verdict').textContent()).toMatch(/^Sharing helped/);
  expect(await page.locator('.intervals canvas').count()).toBe(3);
  expect(await page.locator('.combinations tbody button').count()).toBe(0);
  expect((await cells(page, '.combinations table'))[1]![1]).toBe('3');
  expect(await page.locator('.source li').allTextContents()).toEqual(['experiment "How wide?"']);
  expect([complaints, requests]).toEqual([[], []]);
});
