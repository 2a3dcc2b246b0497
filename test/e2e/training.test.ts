/** Training in a real editor: from the palette to curves and results, over a reload, and to a clean stop. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { patience, startEditor, type Editor } from './editor';
import { insist } from './person';
import { processesOf } from './processes';

/** A slow machine with two cores trains `numerals.mtl` in less. */
const trainingPatience = 240_000;

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor({ name: 'training' });
});
afterAll(() => editor?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot('failed');
  editor.expectNoFault();
});

test('the architecture panel draws inputs, blocks and tasks with shapes and parameters', async () => {
  await editor.open('examples/numerals.mtl');
  await editor.command('MTL: Show Architecture');
  const panel = await editor.panel('architecture');
  const nodes = panel.locator('[data-node]');
  await expect.poll(() => nodes.count(), { timeout: patience }).toBe(4);
  const names = await nodes.evaluateAll((all) => all.map((node) => node.getAttribute('data-node')));
  expect(names.toSorted()).toEqual(['morphology', 'numeral', 'pixels', 'trunk']);
  const picture = await panel.locator('svg.picture').textContent();
  for (const word of ['15x16x1', 'conv(16', '54,080 parameters', 'shared by 2 tasks'])
    expect(picture).toContain(word);
  await editor.screenshot('architecture');
});

test('an experiment trains from the palette: curves arrive, and the results at its end', async () => {
  await editor.open('examples/numerals.mtl');
  await editor.command('MTL: Train Experiment');
  const panel = await editor.panel('run');
  await expect.poll(() => rowsOfLossTable(panel), { timeout: patience, interval: 500 }).toBeGreaterThan(1);
  expect(await panel.locator('.chip').innerText()).toMatch(/running|completed/i);
  await editor.screenshot('training');

  await expect
    .poll(() => panel.locator('.chip').innerText(), { timeout: trainingPatience, interval: 1000 })
    .toMatch(/completed/i);
  await panel
    .locator('details')
    .first()
    .evaluate((element: HTMLDetailsElement) => (element.open = false));
  await editor.screenshot('trained');
  await panel.locator('h2', { hasText: 'Results' }).scrollIntoViewIfNeeded();
  await editor.screenshot('results');
  expect(await inkOfChart(panel)).toBeGreaterThan(500);
  const summary = await panel.locator('canvas[role=img]').first().getAttribute('aria-label');
  expect(summary).toMatch(/numeral/);
  const accuracy = panel.locator('tr', { hasText: 'accuracy' }).last();
  const values = (await accuracy.locator('td').allInnerTexts()).map(Number);
  expect(values.at(-1)).toBeGreaterThan(0.9);
  expect(logOf(lastRun()).at(-1)).toMatchObject({ kind: 'end', status: 'completed' });
});

test('a run outlives a reload of the window, stops when asked, and leaves no process', async () => {
  writeFileSync(
    join(editor.workspace, 'examples', 'long.mtl'),
    readFileSync(join(editor.workspace, 'examples', 'numerals.mtl'), 'utf8').replace(
      'epochs: 12',
      'epochs: 5000',
    ),
  );
  await editor.open('examples/long.mtl');
  await editor.command('MTL: Train Experiment');
  const before = await editor.panel('run');
  await expect.poll(() => rowsOfLossTable(before), { timeout: patience, interval: 500 }).toBeGreaterThan(1);
  const run = lastRun();
  expect(processesOf(run)).toHaveLength(1);
  expect(await editor.page.locator('.statusbar-item[id$="mtl.stop"]').count()).toBe(1);

  await editor.reload();
  const after = await editor.panel('run');
  await expect.poll(() => rowsOfLossTable(after), { timeout: patience, interval: 500 }).toBeGreaterThan(1);
  expect(processesOf(run)).toHaveLength(1);
  await editor.screenshot('reloaded');

  // Asked for before the window has found the run again.
  await editor.reload();
  await insist(async () => {
    if (processesOf(run).length > 0) await editor.command('MTL: Stop Run');
    await expect.poll(() => processesOf(run), { timeout: 30_000, interval: 250 }).toEqual([]);
  });
  const left = await editor.panel('run');
  await expect.poll(() => left.locator('.chip').innerText(), { timeout: patience }).toMatch(/stopped/i);
  const stopButton = editor.page.locator('.statusbar-item[id$="mtl.stop"]');
  await stopButton.waitFor({ state: 'detached', timeout: patience });
  await editor.screenshot('stopped');
  expect(logOf(run).at(-1)).toMatchObject({ kind: 'end', status: 'stopped' });
});

test('a run that was stopped is resumed from its panel, and its log goes on without a gap', async () => {
  const panel = await editor.panel('run');
  const run = lastRun();
  await panel.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => panel.locator('.chip').innerText(), { timeout: patience }).toMatch(/running/i);
  const resumed = logOf(run).findIndex(({ kind }) => kind === 'resume');
  expect(resumed).toBeGreaterThan(0);
  await expect.poll(() => logOf(run).length, { timeout: patience }).toBeGreaterThan(resumed + 5);
  await editor.screenshot('resumed');
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(() => processesOf(run), { timeout: 30_000, interval: 250 }).toEqual([]);
  await expect.poll(() => panel.locator('.chip').innerText(), { timeout: patience }).toMatch(/stopped/i);
  const events = logOf(run);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index));
  const epochs = events.flatMap((event) => (event.kind === 'epoch' ? [event.epoch] : []));
  expect(epochs).toEqual(epochs.map((_, index) => index + 1));
});

test('the architecture follows the text as it is typed', async () => {
  const { page, workspace } = editor;
  cpSync(join(workspace, 'examples/numerals.mtl'), join(workspace, 'examples/typed.mtl'));
  await editor.open('examples/typed.mtl');
  await editor.command('MTL: Show Architecture');
  const panel = await editor.panel('architecture');
  await expect.poll(() => panel.locator('[data-node]').count(), { timeout: patience }).toBe(4);
  await editor.goTo(21, 1);
  await page.keyboard.press('End');
  await page.keyboard.type('\ndense(48, relu)');
  await expect
    .poll(() => panel.locator('svg.picture').textContent(), { timeout: patience })
    .toContain('dense(48');
  await editor.screenshot('architecture-typed');
});

/** Rows of the data table beside the loss chart, which says in words what the canvas shows. */
async function rowsOfLossTable(panel: Frame): Promise<number> {
  const details = panel.locator('details').first();
  await details.evaluate((element: HTMLDetailsElement) => (element.open = true)).catch(() => undefined);
  return details.locator('tbody tr').count();
}

/** Pixels of the first chart that are drawn on. */
function inkOfChart(panel: Frame): Promise<number> {
  return panel
    .locator('canvas')
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let ink = 0;
      for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) ink += 1;
      return ink;
    });
}

function lastRun(): string {
  const runs = join(editor.workspace, 'examples', 'runs');
  return join(runs, readdirSync(runs).toSorted().at(-1)!);
}

function logOf(run: string): readonly RunEvent[] {
  const lines = readFileSync(join(run, 'run.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as RunEvent);
}
