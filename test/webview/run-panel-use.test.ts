/** What a person does with the run panel, whichever theme, width and input they use. */
import { describe, expect, it } from 'vitest';
import { numeralsRun } from '../support/synthetic-runs';
import { useBrowser } from './support/browser';
import { openPanel, type PanelSetting } from './support/open-panel';
import { completed, eventsMessage, inkOf, running, shape } from './support/run-pages';
import { animationOf, overflowOf, recolour, themesAndWidths } from './support/looks';

const browser = useBrowser();
const open = (setting?: PanelSetting) => openPanel(browser(), 'run', setting);

describe('a person', () => {
  it('stops the run, by keyboard too, once', async () => {
    const { page, tell, said } = await open();
    await tell(eventsMessage(running));
    const stop = page.locator('button.stop');
    await stop.focus();
    await page.keyboard.press('Enter');
    await expect.poll(said).toEqual([{ kind: 'ready', since: 0 }, { kind: 'stop' }]);
    await expect.poll(() => stop.textContent()).toBe('Stopping…');
    expect(await stop.isDisabled()).toBe(true);
    await tell(eventsMessage(numeralsRun({ ...shape, end: { status: 'stopped' } }), running.length, false));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Stopped');
  });

  it('resumes a run that was stopped, and sees what was taken back replaced', async () => {
    const { page, tell, said } = await open();
    const stopped = numeralsRun({ ...shape, end: { status: 'stopped' } });
    await tell(eventsMessage(running));
    const resume = page.getByRole('button', { name: 'Resume' });
    await page.locator('button.stop').waitFor();
    expect(await resume.isVisible()).toBe(false);
    await tell(eventsMessage(stopped, running.length, false));
    await resume.click();
    await expect.poll(said).toEqual([{ kind: 'ready', since: 0 }, { kind: 'resume' }]);
    await tell(eventsMessage(running.slice(0, -2)));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Running');
    expect(await resume.isVisible()).toBe(false);
  });

  it('reads the numbers at a moment, on all charts', async () => {
    const { page, tell } = await open();
    await tell(eventsMessage(running));
    await page.locator('[aria-label="accuracy ↑"]').waitFor();
    const canvas = page.locator('.loss canvas');
    const { x, y, width } = (await canvas.boundingBox())!;
    await page.mouse.move(x + width * 0.51, y + 60);
    await expect.poll(() => page.locator('.loss h2 small').textContent()).toBe('epoch 3');
    expect(await page.locator('[aria-label="accuracy ↑"] h2 small').textContent()).toBe('epoch 3');
    await page.mouse.move(x + width / 2, y - 40);
    await expect.poll(() => page.locator('.loss h2 small').textContent()).toBe('epoch 6');
  });

  it('hides and shows a series', async () => {
    const { page, tell } = await open();
    await tell(eventsMessage(running));
    const numeral = page.locator('.loss .series', { hasText: 'numeral' });
    await numeral.waitFor();
    const before = await inkOf(page, '.loss canvas');
    await numeral.click();
    expect(await numeral.getAttribute('aria-pressed')).toBe('false');
    await expect.poll(() => inkOf(page, '.loss canvas')).not.toBe(before);
    await numeral.click();
    await expect.poll(() => inkOf(page, '.loss canvas')).toBe(before);
  });

  it('exports pictures and tables', async () => {
    const { page, tell, said } = await open();
    await tell(eventsMessage(completed, 0, false));
    await page.locator('.loss').getByRole('button', { name: 'PNG' }).click();
    await page.locator('.loss').getByRole('button', { name: 'CSV' }).click();
    await page.locator('.results').getByRole('button', { name: 'CSV' }).click();
    await expect.poll(async () => (await said()).length).toBe(4);
    const exports = (await said()).flatMap((one) => (one.kind === 'export' ? [one] : []));
    expect(exports.map(({ name, mime }) => [name, mime])).toEqual([
      ['numerals-and-their-shape-loss.png', 'image/png'],
      ['numerals-and-their-shape-loss.csv', 'text/csv'],
      ['numerals-and-their-shape-results.csv', 'text/csv'],
    ]);
    const [png, losses, results] = exports.map(({ base64 }) => Buffer.from(base64, 'base64'));
    expect(png!.subarray(1, 4).toString()).toBe('PNG');
    expect(png!.length).toBeGreaterThan(5_000);
    const lines = losses!.toString().trimEnd().split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^epoch,numeral weight,numeral train,numeral validation,/);
    expect(results!.toString()).toContain('\r\nmorphology,r2,');
  });
});

describe('everyone', () => {
  it('gets the charts in words, and as tables', async () => {
    const { page, tell } = await open();
    await tell(eventsMessage(running));
    await expect
      .poll(() => page.locator('.loss canvas').getAttribute('aria-label'))
      .toMatch(/^Loss\. epoch 6\. numeral: weight .*, train .*, validation .*; morphology: /);
    for (const chart of await page.locator('.chart').all()) {
      expect(await chart.locator('canvas').getAttribute('role')).toBe('img');
      await chart.locator('summary').click();
      await expect.poll(() => chart.locator('.data tbody tr').count()).toBeGreaterThan(5);
    }
  });

  it('reaches every control by keyboard and sees where the focus is', async () => {
    const { page, tell } = await open({ theme: 'highContrast' });
    await tell(eventsMessage(running));
    await page.locator('.charts .chart').first().waitFor();
    const controls = await page.locator('button:visible, summary:visible').count();
    const seen = new Set<string>();
    for (let press = 0; press < controls + 10; press++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const one = document.activeElement!;
        const { outlineStyle } = getComputedStyle(one);
        const all = [...document.querySelectorAll('button, summary')];
        return { index: all.indexOf(one), outlineStyle };
      });
      if (focused.index < 0) continue;
      expect(focused.outlineStyle).not.toBe('none');
      seen.add(String(focused.index));
    }
    expect(seen.size).toBe(controls);
  });

  it('who asked for less motion gets none', async () => {
    const { page, tell } = await open({ reducedMotion: true });
    await tell(eventsMessage(running));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Running');
    expect(await animationOf(page)).toBe('none');
  });

  it.each(themesAndWidths)(
    'reads it in %s at %s pixels, without a horizontal scroll bar',
    async (theme, width) => {
      const { page, tell, complaints } = await open({ theme, width });
      await tell(eventsMessage(completed, 0, false));
      await expect.poll(() => page.locator('.charts .chart').count()).toBe(4);
      expect(await overflowOf(page)).toBe(0);
      expect(complaints).toEqual([]);
    },
  );

  it('sees the charts in new colours when the theme changes', async () => {
    const { page, tell } = await open({ theme: 'dark' });
    await tell(eventsMessage(running));
    await page.locator('.charts .chart').first().waitFor();
    const picture = () =>
      page.locator('.loss canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const before = await picture();
    await recolour(page);
    await expect.poll(picture).not.toBe(before);
  });
});
