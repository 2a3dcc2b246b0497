/** The run panel in a real browser, under the policy that VS Code's webviews have. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { HostMessage } from '../../contract/panel';
import type { RunEvent } from '../../contract/run-log';
import { numeralsRun, roundsRun } from '../support/synthetic-runs';
import { useBrowser } from './support/browser';
import { openPanel, type PanelSetting } from './support/open-panel';
import type { ThemeName } from './support/themes';

const browser = useBrowser();
const open = (setting?: PanelSetting) => openPanel(browser(), 'run', setting);

const shape = { epochs: 6, stepsPerEpoch: 20, every: 2 };
const running = numeralsRun(shape);
const completed = numeralsRun({ ...shape, end: { status: 'completed' } });

const message = (events: readonly RunEvent[], since = 0, alive = true): HostMessage => ({
  kind: 'events',
  run: '/runs/one',
  since,
  events: events.slice(since),
  alive,
});

/** Cells of the first table that `selector` finds, row by row. */
async function cells(page: Page, selector: string): Promise<string[][]> {
  const rows = page.locator(selector).first().locator('tr');
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
  );
}

/** How many points of a canvas are not background. */
function inkOf(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  });
}

describe('events', () => {
  it('arrive as curves, numbers and results', async () => {
    const { page, tell, said, complaints } = await open();
    expect(await said()).toEqual([{ kind: 'ready', since: 0 }]);
    expect(await page.locator('.chip').textContent()).toBe('Preparing');

    await tell(message(running.slice(0, 30)));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Running');
    expect(await page.locator('h1').textContent()).toBe('Numerals and their shape');
    const before = await inkOf(page, '.loss canvas');
    expect(before).toBeGreaterThan(1_000);

    await tell(message(running, 30));
    await expect.poll(() => page.locator('.results h2').textContent()).toContain('after epoch 6');
    expect(await inkOf(page, '.loss canvas')).not.toBe(before);
    await page.locator('button.stop').waitFor();

    await tell(message(completed, running.length, false));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Completed');
    expect(await page.locator('button.stop').isVisible()).toBe(false);
    const results = await cells(page, '.results table');
    expect(results[0]).toEqual(['', 'train', 'validation', 'test']);
    expect(results.map(([name]) => name)).toEqual([
      '',
      'numeralclasses(10) · crossEntropy',
      'loss ↓',
      'accuracy ↑',
      'morphologynumbers(6) · mse',
      'loss ↓',
      'mse ↓',
      'r2 ↑',
    ]);
    expect(complaints).toEqual([]);
  });

  it('add up: the shown total is the weighted sum of the shown parts', async () => {
    const { page, tell } = await open();
    await tell(message(running));
    await expect.poll(() => page.locator('.loss .legend tbody tr').count()).toBe(3);
    const [, numeral, morphology, total] = (await cells(page, '.loss .legend')).map((row) =>
      row.slice(1).map(Number),
    );
    for (const column of [1, 2]) {
      const sum = numeral![0]! * numeral![column]! + morphology![0]! * morphology![column]!;
      expect(total![column]).toBeCloseTo(sum, 3);
    }
  });

  it('that were missed are asked for, and those that come twice count once', async () => {
    const { page, tell, said } = await open();
    await tell(message(running.slice(0, 10)));
    await tell(message(running.slice(0, 40), 20));
    await expect.poll(said).toContainEqual({ kind: 'ready', since: 10 });
    await tell(message(running, 10));
    await tell(message(running, 5));
    await expect.poll(() => page.locator('.results h2').textContent()).toContain('after epoch 6');
    await page.locator('.loss summary').click();
    await expect.poll(() => page.locator('.loss .data tbody tr').count()).toBe(6);
  });

  it('make the panel again after it was hidden, from one snapshot and what it kept', async () => {
    const first = await open();
    await first.tell(message(running));
    await first.page.getByRole('button', { name: 'Log', exact: true }).click();
    await expect.poll(first.kept).toEqual({ smooth: true, logarithmic: true, run: '/runs/one' });
    const shown = await cells(first.page, '.loss .legend');

    const again = await open({ state: await first.kept() });
    expect(await again.said()).toEqual([{ kind: 'ready', since: 0 }]);
    await again.tell(message(running));
    await expect.poll(() => cells(again.page, '.loss .legend')).toEqual(shown);
    const log = again.page.getByRole('button', { name: 'Log', exact: true });
    expect(await log.getAttribute('aria-pressed')).toBe('true');
  });

  it('of another run replace what was shown', async () => {
    const { page, tell } = await open();
    await tell(message(running));
    await tell({ ...message(roundsRun(2)), run: '/runs/two' } as HostMessage);
    await expect.poll(() => page.locator('h1').textContent()).toBe('Ten numerals from two views');
    expect(await page.locator('.charts [aria-label="mse ↓"]').count()).toBe(0);
  });

  it('may be 100,000', async () => {
    const { page, tell, complaints } = await open();
    await tell(message(numeralsRun({ epochs: 50, stepsPerEpoch: 2_000, every: 1 })));
    await expect.poll(() => page.locator('.results h2').textContent()).toContain('after epoch 50');
    await page.locator('[aria-label="Task weights"] summary').click();
    const rows = page.locator('[aria-label="Task weights"] .data tbody tr');
    await expect.poll(() => rows.count()).toBeGreaterThan(400);
    expect(await rows.count()).toBeLessThanOrEqual(1_000);
    expect(complaints).toEqual([]);
  });

  it('that are none are dropped', async () => {
    const { page, tell, complaints } = await open();
    await tell({ kind: 'events', run: 'x', since: 0, events: [{ kind: 'start' }], alive: true } as never);
    await tell({ kind: 'nonsense' } as never);
    await tell(null as never);
    await tell(message(running));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Running');
    expect(complaints).toEqual([]);
  });
});

describe('a person', () => {
  it('stops the run, by keyboard too, once', async () => {
    const { page, tell, said } = await open();
    await tell(message(running));
    const stop = page.locator('button.stop');
    await stop.focus();
    await page.keyboard.press('Enter');
    await expect.poll(said).toEqual([{ kind: 'ready', since: 0 }, { kind: 'stop' }]);
    await expect.poll(() => stop.textContent()).toBe('Stopping…');
    expect(await stop.isDisabled()).toBe(true);
    await tell(message(numeralsRun({ ...shape, end: { status: 'stopped' } }), running.length, false));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Stopped');
  });

  it('reads the numbers at a moment, on all charts', async () => {
    const { page, tell } = await open();
    await tell(message(running));
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
    await tell(message(running));
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
    await tell(message(completed, 0, false));
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

it('shows co-training round by round', async () => {
  const { page, tell, complaints } = await open({ width: 1300 });
  await tell(message(roundsRun(5, { status: 'completed' }), 0, false));
  await expect.poll(() => page.locator('.rounds tbody tr').count()).toBe(6);
  const facts = await page.locator('.facts').textContent();
  expect(facts).toContain('Round5 of 5');
  for (const name of ['Labels passed on', 'accuracy on test rows', 'Disagreement of the networks']) {
    expect(await page.locator(`[aria-label="${name}"] canvas`).isVisible()).toBe(true);
  }
  expect(complaints).toEqual([]);
});

it('says why a run failed, and what to do', async () => {
  const { page, tell } = await open();
  const problem = {
    code: 'MTL7001',
    severity: 'error' as const,
    message: { template: 'The loss of {task} is not a number.', args: { task: '<b>numeral</b>' } },
    remedy: { template: 'Lower the rate.', args: {} },
    range: { start: { line: 34, character: 2 }, end: { line: 34, character: 9 } },
  };
  await tell(message(numeralsRun({ ...shape, end: { status: 'failed', problem } }), 0, false));
  await expect.poll(() => page.locator('.chip').textContent()).toBe('Failed');
  expect(await page.getByRole('alert').textContent()).toBe(
    'ErrorThe loss of <b>numeral</b> is not a number. Lower the rate. line 35, column 3MTL7001',
  );
});

it('keeps hostile names as text', async () => {
  const evil = '<img src=x onerror="window.evil = true"></script><script>window.evil = true</script>';
  const { page, tell, complaints } = await open();
  await tell(message(numeralsRun({ ...shape, title: evil, taskNames: [evil, '__proto__x'] })));
  await expect.poll(() => page.locator('h1').textContent()).toBe(evil);
  await page.locator('.loss summary').click();
  expect(await page.evaluate('window.evil')).toBeUndefined();
  expect(await page.locator('img').count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('speaks the language of the editor', async () => {
  const { page, tell } = await open({
    translations: {
      Running: '正在训练',
      Epoch: '轮次',
      '{at} of {of}': '第 {at} 轮，共 {of} 轮',
      Stop: '停止',
    },
  });
  await tell(message(running));
  await expect.poll(() => page.locator('.chip').textContent()).toBe('正在训练');
  expect(await page.locator('.facts').textContent()).toContain('轮次第 6 轮，共 6 轮');
  expect(await page.locator('button.stop').textContent()).toBe('停止');
});

describe('everyone', () => {
  it('gets the charts in words, and as tables', async () => {
    const { page, tell } = await open();
    await tell(message(running));
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
    await tell(message(running));
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
    await tell(message(running));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Running');
    const animation = await page
      .locator('.chip')
      .evaluate((chip) => getComputedStyle(chip, '::before').animationName);
    expect(animation).toBe('none');
  });

  it.each<[ThemeName, number]>([
    ['dark', 400],
    ['light', 800],
    ['highContrast', 1200],
    ['highContrastLight', 1600],
  ])('reads it in %s at %s pixels, without a horizontal scroll bar', async (theme, width) => {
    const { page, tell, complaints } = await open({ theme, width });
    await tell(message(completed, 0, false));
    await expect.poll(() => page.locator('.charts .chart').count()).toBe(4);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('sees the charts in new colours when the theme changes', async () => {
    const { page, tell } = await open({ theme: 'dark' });
    await tell(message(running));
    await page.locator('.charts .chart').first().waitFor();
    const picture = () =>
      page.locator('.loss canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const before = await picture();
    await page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-charts-blue', '#ff00ff');
      document.body.className = 'vscode-light';
    });
    await expect.poll(picture).not.toBe(before);
  });
});
