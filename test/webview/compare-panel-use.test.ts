/** What a person does with the Compare panel, whichever theme, width and input they use. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { comparedRuns, comparisonMessage, logOf, runMessage } from '../support/compared-runs';
import { useBrowser } from './support/browser';
import { openPanel, type OpenPanel, type PanelSetting } from './support/open-panel';
import { inkOf } from './support/run-pages';
import { animationOf, overflowOf, recolour, themesAndWidths } from './support/looks';

const browser = useBrowser();

async function openRuns(count: number, setting?: PanelSetting): Promise<OpenPanel> {
  const panel = await openPanel(browser(), 'compare', setting);
  await panel.tell(comparisonMessage(comparedRuns(count)));
  for (let number = 1; number <= count; number++) await panel.tell(runMessage(number, logOf(number)));
  await expect.poll(() => panel.page.locator('.legend').first().locator('tr').count()).toBe(count);
  await expect.poll(() => panel.page.locator('.chart').count()).toBe(12);
  await expect.poll(() => readout(panel.page, 0)).not.toContain('–');
  return panel;
}

const chart = (page: Page, place: number) => page.locator('.chart').nth(place);
/** The numbers under a chart. */
const readout = (page: Page, place: number) => chart(page, place).locator('.legend td').allTextContents();
const moment = (page: Page, place: number) => chart(page, place).locator('h2 small').textContent();
const first = '.chart >> nth=0 >> canvas';
const picture = (page: Page) =>
  page.locator(first).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

describe('a person', () => {
  it('reads the numbers of all runs at a moment, on all charts', async () => {
    const { page } = await openRuns(2);
    const rest = await readout(page, 0);
    const { x, y, width } = (await page.locator(first).boundingBox())!;
    await page.mouse.move(x + width * 0.45, y + 60);
    await expect.poll(() => moment(page, 0)).toBe('epoch 3');
    await expect.poll(() => moment(page, 1)).toBe('epoch 3');
    const there = await readout(page, 0);
    expect(there).toHaveLength(2);
    expect(there).not.toEqual(rest);
    await page.mouse.move(x + width * 0.45, y - 30);
    await expect.poll(() => readout(page, 0)).toEqual(rest);
    expect(await moment(page, 0)).toMatch(/^best 0\.\d+: run 1$/);
  });

  it('hides and shows a run, from the table or a legend, on all charts', async () => {
    const { page, kept } = await openRuns(3);
    const before = await picture(page);
    const toggle = page.locator('.runs').getByRole('button', { name: 'Show or hide run 1' });
    await toggle.click();
    await expect.poll(() => toggle.getAttribute('aria-pressed')).toBe('false');
    await expect.poll(() => picture(page)).not.toBe(before);
    await expect.poll(() => moment(page, 0)).toMatch(/: run 2$/);
    for (const place of [0, 1]) {
      const series = chart(page, place).locator('.series', { hasText: 'run 1' });
      await expect.poll(() => series.getAttribute('aria-pressed')).toBe('false');
    }
    expect(await kept()).toMatchObject({ hidden: ['/runs/1'] });
    await chart(page, 1).locator('.series', { hasText: 'run 1' }).click();
    await expect.poll(() => picture(page)).toBe(before);
  });

  it('chooses axis, rows, smoothing and scale, and finds them so again', async () => {
    const { page, kept } = await openRuns(2);
    const press = (name: string) =>
      page.locator('.toolbar').getByRole('button', { name, exact: true }).click();
    await press('time');
    await expect
      .poll(() => page.locator(first).getAttribute('aria-label'))
      .toMatch(/^Total loss · train\. time 0:28\./);
    await press('train');
    await expect.poll(() => page.locator('.chart').count()).toBe(6);
    expect(await chart(page, 0).locator('h2 span').textContent()).toBe('Total loss · validation');
    const linear = await picture(page);
    await press('Log');
    await expect.poll(() => picture(page)).not.toBe(linear);
    await press('Smooth');
    const state = await kept();
    expect(state).toMatchObject({ along: 'time', parts: ['validation'], logarithmic: true, smooth: false });
    const again = await openPanel(browser(), 'compare', { state });
    const pressed = await again.page.locator('.toolbar [aria-pressed=true]').allTextContents();
    expect(pressed).toEqual(['time', 'validation', 'Log']);
    await press('validation');
    await expect.poll(() => page.locator('.chart').count()).toBe(0);
  });

  it('zooms by dragging, on all charts, is zoomed when it comes back, and shows all again', async () => {
    const { page, kept } = await openRuns(2);
    const whole = await picture(page);
    const all = page.getByRole('button', { name: 'Whole run' });
    expect(await all.isDisabled()).toBe(true);
    const { x, y, width } = (await page.locator(first).boundingBox())!;
    await page.mouse.move(x + width * 0.4, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.7, y + 70, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(x + width * 0.5, y - 30);
    await expect.poll(() => all.isDisabled()).toBe(false);
    await expect.poll(() => picture(page)).not.toBe(whole);
    const zoomed = await picture(page);
    const again = await openRuns(2, { state: await kept() });
    await expect.poll(() => picture(again.page)).toBe(zoomed);
    expect(await again.page.getByRole('button', { name: 'Whole run' }).isDisabled()).toBe(false);
    await all.click();
    await expect.poll(() => picture(page)).toBe(whole);
  });

  it('reads and zooms by keyboard', async () => {
    const { page } = await openRuns(2);
    await page.locator(first).focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await expect.poll(() => moment(page, 0)).toBe('epoch 3');
    await expect.poll(() => moment(page, 1)).toBe('epoch 3');
    await page.keyboard.press('End');
    await expect.poll(() => moment(page, 0)).toBe('epoch 7');
    const whole = page.getByRole('button', { name: 'Whole run' });
    await page.keyboard.press('+');
    await expect.poll(() => whole.isDisabled()).toBe(false);
    await page.keyboard.press('Escape');
    await expect.poll(() => whole.isDisabled()).toBe(true);
    await expect.poll(() => moment(page, 0)).toMatch(/^best /);
  });

  it('opens a run, and the tables as a text', async () => {
    const { page, said } = await openRuns(2);
    await page.locator('.runs').getByRole('button', { name: 'run 2', exact: true }).click();
    await page.getByRole('button', { name: 'Markdown' }).click();
    await expect
      .poll(said)
      .toEqual([{ kind: 'ready', since: 0 }, { kind: 'open', run: '/runs/2' }, { kind: 'document' }]);
  });

  it('exports pictures and tables', async () => {
    const { page, said } = await openRuns(2);
    await chart(page, 1).getByRole('button', { name: 'PNG' }).click();
    await chart(page, 1).getByRole('button', { name: 'CSV' }).click();
    await page.locator('.runs').getByRole('button', { name: 'CSV' }).click();
    await expect.poll(async () => (await said()).length).toBe(4);
    const exports = (await said()).flatMap((one) => (one.kind === 'export' ? [one] : []));
    expect(exports.map(({ name, mime }) => [name, mime])).toEqual([
      ['compare-numerals.mtl-total-validation.png', 'image/png'],
      ['compare-numerals.mtl-total-validation.csv', 'text/csv'],
      ['compare-numerals.mtl-runs.csv', 'text/csv'],
    ]);
    const [png, losses, runs] = exports.map(({ base64 }) => Buffer.from(base64, 'base64'));
    expect(png!.subarray(1, 4).toString()).toBe('PNG');
    expect(losses!.toString().split('\r\n')[0]).toBe('epoch,run 2,run 1');
    expect(losses!.toString().trimEnd().split('\r\n')).toHaveLength(8);
    expect(runs!.toString()).toContain('\r\nrun 1,completed,6,24,cpu,7,');
  });
});

describe('everyone', () => {
  it('gets the charts in words, and as tables', async () => {
    const { page } = await openRuns(2);
    for (const each of await page.locator('.chart').all()) {
      await each.scrollIntoViewIfNeeded();
      const canvas = each.locator('canvas');
      expect(await canvas.getAttribute('role')).toBe('img');
      expect(await canvas.getAttribute('aria-label')).toMatch(
        /epoch 7\. run 2: .*; run 1: .*; best .*: run \d\.$/,
      );
      await each.locator('summary').click();
      await expect.poll(() => each.locator('.data tbody tr').count()).toBe(7);
    }
  });

  it('reaches every control by keyboard and sees where the focus is', async () => {
    const { page } = await openRuns(2, { theme: 'highContrast' });
    const selector = 'button:not(:disabled), summary, canvas';
    const controls = await page.locator(selector).count();
    const seen = new Set<number>();
    for (let press = 0; press < controls + 20; press++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate((wanted) => {
        const one = document.activeElement!;
        const { outlineStyle } = getComputedStyle(one);
        return { index: [...document.querySelectorAll(wanted)].indexOf(one), outlineStyle };
      }, selector);
      if (focused.index < 0) continue;
      expect(focused.outlineStyle).not.toBe('none');
      seen.add(focused.index);
    }
    expect(seen.size).toBe(controls);
  });

  it('has a name for every control, and no two headings or tables without one', async () => {
    const { page } = await openRuns(2);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, section, table, [role=group], [role=toolbar]')]
        .filter(
          (one) =>
            !one.getAttribute('aria-label') &&
            !one.textContent.trim() &&
            !one.querySelector('caption')?.textContent,
        )
        .map((one) => one.outerHTML),
    );
    expect(nameless).toEqual([]);
  });

  it('who asked for less motion gets none', async () => {
    const { page, tell } = await openRuns(1, { reducedMotion: true });
    const runs = comparedRuns(1);
    await tell(comparisonMessage({ ...runs, runs: [{ ...runs.runs[0]!, state: 'running' }] }));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('running');
    expect(await animationOf(page)).toBe('none');
  });

  it.each(themesAndWidths)(
    'reads it in %s at %s pixels, without a horizontal scroll bar',
    async (theme, width) => {
      const { page, complaints } = await openRuns(8, { theme, width });
      expect(await overflowOf(page)).toBe(0);
      expect(await inkOf(page, first)).toBeGreaterThan(1_000);
      expect(complaints).toEqual([]);
    },
  );

  it('tells more runs apart than there are colours: by marker and dash', async () => {
    const { page } = await openRuns(8);
    const looks = await page
      .locator('.runs .swatch')
      .evaluateAll((all) => all.map((one) => `${one.getAttribute('class')} ${one.innerHTML}`));
    expect(new Set(looks).size).toBe(8);
    const shapes = looks.map((look) => look.replace(/colour-\d/, ''));
    expect(new Set(shapes).size).toBe(8);
  });

  it('sees the charts in new colours when the theme changes', async () => {
    const { page } = await openRuns(2);
    const before = await picture(page);
    await recolour(page);
    await expect.poll(() => picture(page)).not.toBe(before);
  });
});
