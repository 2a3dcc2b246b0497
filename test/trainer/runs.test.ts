/** Whole runs: repeatable from their seed, stopped on request, ended at a plateau. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles, type RunEvent } from '../../contract/run-log';
import { loadCheckpoint } from '../../trainer/src/checkpoint/save-checkpoint';
import { createLcg } from '../support/lcg';
import { trainPlan, trainText } from './train';
import { twoTasks } from './program/two-tasks';

const train = { optimizer: 'adam(rate: 0.05)', weighting: 'uncertainty' };

it('is the same to the last digit on a second run, and another with another seed', async () => {
  const plan = await twoTasks(train, 'partly', 'seed: 4');
  const numbers = async (seed: number) => {
    const run = await trainPlan({ ...plan, train: { ...plan.train, seed } });
    return {
      results: run.end.results,
      epochs: run.of('epoch').map(({ results, total }) => ({ results, total })),
    };
  };
  const first = await numbers(4);
  expect(await numbers(4)).toEqual(first);
  expect(await numbers(5)).not.toEqual(first);
});

it('tells what it trains, measures every part, and leaves a checkpoint of its last step', async () => {
  const { start, end, of, folder } = await trainPlan(await twoTasks(train, 'partly'));
  expect(start).toMatchObject({
    engine: 'onnxruntime',
    epochs: 3,
    stepsPerEpoch: 4,
    rows: { train: 32, validation: 8, test: 0 },
    weighting: 'uncertainty',
  });
  expect(start.tasks[0]!.classes).toEqual(['less', 'more']);
  expect(Object.keys(end.results)).toEqual(['train', 'validation']);
  expect(end).toMatchObject({ status: 'completed', epochs: 3, steps: 12 });
  expect(of('epoch').map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  const { value: checkpoint } = loadCheckpoint(join(folder, runFiles.checkpoint));
  expect(checkpoint!.moment).toEqual({ step: 12, epoch: 3, seed: 0 });
  expect(Object.keys(checkpoint!.states)).toContain('optimizer/sum/trunk/1.dense/weight');
});

it('stops when asked, and keeps model, checkpoint and results', async () => {
  const plan = await twoTasks(train, 'all', 'seed: 1');
  const { end, folder } = await trainPlan({ ...plan, train: { ...plan.train, epochs: 10_000 } }, 'epoch');
  expect(end.status).toBe('stopped');
  expect(end.epochs).toBeLessThan(100);
  expect(end.results.train!['left']!['accuracy']).toBeGreaterThan(0);
  for (const file of [runFiles.model, runFiles.checkpoint]) expect(existsSync(join(folder, file))).toBe(true);
});

it('ends at a plateau and goes back to the best epoch', async () => {
  // Validation labels are noise: what is learned soon makes them worse.
  const random = createLcg(9);
  const rows = Array.from({ length: 60 }, (_, row) => [
    random(),
    random(),
    random(),
    row < 30 ? 'train' : 'validation',
  ]);
  const run = await trainText(
    `data d { source: "d.csv"; split: fold }
    input x = d[a, b] as numbers
    shared trunk(x) { dense(32, relu) }
    task c(trunk) { predict: d.c as number }
    train { optimizer: adam(rate: 0.05); batch: 10; epochs: 200; stop: plateau(c.mse, patience: 4) }`,
    { 'd.csv': `a,b,c,fold\n${rows.map((row) => row.join(',')).join('\n')}\n` },
  );
  const measured = run.of('epoch').map(({ results }) => results.validation!['c']!['mse']!);
  const best = Math.min(...measured);
  expect(run.end.status).toBe('completed');
  expect(measured.length).toBe(measured.indexOf(best) + 1 + 4);
  expect(run.end.results.validation!['c']!['mse']).toBe(best);
  const notice = run.events.find((event): event is RunEvent & { kind: 'notice' } => event.kind === 'notice');
  expect(notice?.problem.message.args).toMatchObject({ best: measured.indexOf(best) + 1, patience: 4 });
});

it('learns from rows that have a label of any task, and measures only what is labelled', async () => {
  const { start, end } = await trainPlan(await twoTasks(train, 'partly'));
  const { left, right } = Object.fromEntries(start.tasks.map(({ name, labelled }) => [name, labelled]));
  expect(left!.train + right!.train).toBeGreaterThan(32);
  expect(left!.train).toBeLessThan(32);
  expect(end.results.train!['right']!.loss).toBeGreaterThan(0);
});
