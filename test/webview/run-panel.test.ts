/** The run panel in a real browser, under the policy that VS Code's webviews have: what it makes of events. */
import { describe, expect, it } from 'vitest';
import type { HostMessage } from '../../contract/panel';
import type { RunEvent } from '../../contract/run-log';
import { text } from '../../contract/text';
import { numeralsRun, roundsRun } from '../support/synthetic-runs';
import { pairsOfTasks, withCosines } from '../support/with-cosines';
import { useBrowser } from './support/browser';
import { openPanel, type PanelSetting } from './support/open-panel';
import { cells, completed, eventsMessage, inkOf, running, shape } from './support/run-pages';

const browser = useBrowser();
const open = (setting?: PanelSetting) => openPanel(browser(), 'run', setting);

describe('events', () => {
  it('arrive as curves, numbers and results', async () => {
    const { page, tell, said, complaints } = await open();
    expect(await said()).toEqual([{ kind: 'ready', since: 0 }]);
    expect(await page.locator('.chip').textContent()).toBe('Preparing');

    await tell(eventsMessage(running.slice(0, 30)));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Running');
    expect(await page.locator('h1').textContent()).toBe('Numerals and their shape');
    const before = await inkOf(page, '.loss canvas');
    expect(before).toBeGreaterThan(1_000);

    await tell(eventsMessage(running, 30));
    await expect.poll(() => page.locator('.results h2').textContent()).toContain('after epoch 6');
    expect(await inkOf(page, '.loss canvas')).not.toBe(before);
    await page.locator('button.stop').waitFor();

    await tell(eventsMessage(completed, running.length, false));
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

  it('tell which devices were measured, and how the others fared', async () => {
    const { page, tell } = await open();
    const [start, ...others] = running;
    const problem = {
      code: 'MTL7052',
      severity: 'error',
      message: text('No card.'),
      remedy: text(''),
    } as const;
    const tried = [
      { device: 'cpu', step: 2.5 },
      { device: 'webgpu', problem },
    ];
    const measured = { ...start, choice: { from: 'measurement', tried } } as RunEvent;
    await tell(eventsMessage([measured, ...others]));
    await expect
      .poll(() => cells(page, '.devices table'))
      .toEqual([
        ['device', 'steps a second', 'ms to get ready', ''],
        ['cpu', '400', '–', 'trains this run'],
        ['webgpu', '–', '–', 'No card.'],
      ]);
  });

  it('add up: the shown total is the weighted sum of the shown parts', async () => {
    const { page, tell } = await open();
    await tell(eventsMessage(running));
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
    await tell(eventsMessage(running.slice(0, 10)));
    await tell(eventsMessage(running.slice(0, 40), 20));
    await expect.poll(said).toContainEqual({ kind: 'ready', since: 10 });
    await tell(eventsMessage(running, 10));
    await tell(eventsMessage(running, 5));
    await expect.poll(() => page.locator('.results h2').textContent()).toContain('after epoch 6');
    await page.locator('.loss summary').click();
    await expect.poll(() => page.locator('.loss .data tbody tr').count()).toBe(6);
  });

  it('make the panel again after it was hidden, from one snapshot and what it kept', async () => {
    const first = await open();
    await first.tell(eventsMessage(running));
    await first.page.getByRole('button', { name: 'Log', exact: true }).click();
    await expect.poll(first.kept).toEqual({ smooth: true, logarithmic: true, run: '/runs/one' });
    const shown = await cells(first.page, '.loss .legend');

    const again = await open({ state: await first.kept() });
    expect(await again.said()).toEqual([{ kind: 'ready', since: 0 }]);
    await again.tell(eventsMessage(running));
    await expect.poll(() => cells(again.page, '.loss .legend')).toEqual(shown);
    const log = again.page.getByRole('button', { name: 'Log', exact: true });
    expect(await log.getAttribute('aria-pressed')).toBe('true');
  });

  it('of another run replace what was shown', async () => {
    const { page, tell } = await open();
    await tell(eventsMessage(running));
    await tell({ ...eventsMessage(roundsRun(2)), run: '/runs/two' } as HostMessage);
    await expect.poll(() => page.locator('h1').textContent()).toBe('Ten numerals from two views');
    expect(await page.locator('.charts [aria-label="mse ↓"]').count()).toBe(0);
  });

  it('may be 100,000', async () => {
    const { page, tell, complaints } = await open();
    await tell(eventsMessage(numeralsRun({ epochs: 50, stepsPerEpoch: 2_000, every: 1 })));
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
    await tell(eventsMessage(running));
    await expect.poll(() => page.locator('.chip').textContent()).toBe('Running');
    expect(complaints).toEqual([]);
  });
});

it('charts how the gradients of the tasks agree, with a table beside it', async () => {
  const { page, tell, complaints } = await open();
  await tell(eventsMessage(running));
  await page.locator('[aria-label="Task weights"]').waitFor();
  expect(await page.locator('[aria-label="Gradient cosines"]').count()).toBe(0);

  const pairs = pairsOfTasks(['numeral', 'morphology', 'stroke']);
  const told = withCosines(running, pairs, (x, pair) => (pair === 2 && x < 0.5 ? null : pair / 2 - x));
  await tell(eventsMessage(told));
  const card = page.locator('[aria-label="Gradient cosines"]');
  await expect.poll(() => cells(page, '[aria-label="Gradient cosines"] .legend')).toHaveLength(3);
  await expect.poll(() => inkOf(page, '[aria-label="Gradient cosines"] canvas')).toBeGreaterThan(1_000);
  await card.locator('summary').click();
  const table = () => cells(page, '[aria-label="Gradient cosines"] .data');
  await expect.poll(async () => (await table()).length).toBeGreaterThan(50);
  expect((await table())[0]).toEqual([
    'epoch',
    'numeral ↔ morphology',
    'numeral ↔ stroke',
    'morphology ↔ stroke',
  ]);
  expect(complaints).toEqual([]);
});

it('shows co-training round by round', async () => {
  const { page, tell, complaints } = await open({ width: 1300 });
  await tell(eventsMessage(roundsRun(5, { status: 'completed' }), 0, false));
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
  await tell(eventsMessage(numeralsRun({ ...shape, end: { status: 'failed', problem } }), 0, false));
  await expect.poll(() => page.locator('.chip').textContent()).toBe('Failed');
  expect(await page.getByRole('alert').textContent()).toBe(
    'ErrorThe loss of <b>numeral</b> is not a number. Lower the rate. line 35, column 3MTL7001',
  );
});

it('keeps hostile names as text', async () => {
  const evil = '<img src=x onerror="window.evil = true"></script><script>window.evil = true</script>';
  const { page, tell, complaints } = await open();
  await tell(eventsMessage(numeralsRun({ ...shape, title: evil, taskNames: [evil, '__proto__x'] })));
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
  await tell(eventsMessage(running));
  await expect.poll(() => page.locator('.chip').textContent()).toBe('正在训练');
  expect(await page.locator('.facts').textContent()).toContain('轮次第 6 轮，共 6 轮');
  expect(await page.locator('button.stop').textContent()).toBe('停止');
});
