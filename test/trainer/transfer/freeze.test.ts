/** What stays as it was in a block that starts from another run, and what moves on. */
import { describe, expect, it } from 'vitest';
import { orderNodes } from '../../../graph';
import { buildTrainingProgram } from '../../../trainer/src/program/training-program';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { call } from '../../catalog/plans';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, trainPlan } from '../train';
import {
  experiment,
  featuresOf,
  files,
  first,
  inTrunk,
  kind,
  layers,
  losses,
  ofLayer,
  planFrom,
  second,
  statesOf,
  sum,
  train,
  unchanged,
} from './runs';

const rows = [
  [10, -38, 0.5],
  [77, -36, 0.1],
  [350, -40, 0.9],
];

describe('freeze: all', () => {
  it('keeps every number of the block, and what it makes of a row', async () => {
    const a = await train(first);
    const plan = await planFrom(second, a, { freeze: 'all' });
    const b = await trainPlan(plan);
    expect(b.end.status).toBe('completed');
    const names = Object.keys(statesOf(b)).filter(inTrunk);
    expect(names).toEqual(Object.keys(statesOf(a)).filter(inTrunk));
    expect(names.length).toBe(8);
    expect(unchanged(a, b, inTrunk)).toEqual(names);
    // The optimizer keeps nothing of what it does not move.
    expect(Object.keys(statesOf(b)).filter((name) => name.includes('/trunk/'))).toEqual([]);
    expect(featuresOf(b, plan, 'trunk', rows)).toEqual(featuresOf(a, plan, 'trunk', rows));
    const measured = losses(b, 'sum');
    expect(measured.at(-1)!).toBeLessThan(measured[0]!);
    expect(b.start).toMatchObject({ parameters: 32 + 16 + 54 + 7, learning: 7 });
    expect(b.of('notice')).toEqual([]);
  });
});

it('trains a task on a frozen block as on a table of what the block makes of the rows', async () => {
  const a = await train(first);
  const plan = await planFrom(second, a, { freeze: 'all' });
  const b = await trainPlan(plan);
  const [, ...lines] = files['b.csv'].trim().split('\n');
  const cells = lines.map((line) => line.split(','));
  const features = featuresOf(
    a,
    plan,
    'trunk',
    cells.map((row) => row.slice(0, 3).map(Number)),
  );
  const rowsOfFeatures = cells.map((row, at) =>
    [...features.slice(6 * at, 6 * at + 6), ...row.slice(4)].join(),
  );
  const table = `f0,f1,f2,f3,f4,f5,sum,part\n${rowsOfFeatures.join('\n')}\n`;
  const alone = `data d { source: "f.csv"; split: part }
    input f = d[f0..f5] as numbers(scale: none)
    task sum(f) { predict: d.sum as number }
    ${second.slice(second.indexOf('train {'))}`;
  const c = await trainPlan(await planOf(alone, temporaryFolder({ 'f.csv': table })));
  for (const name of ['sum/output/weight', 'sum/output/bias'])
    for (const [at, value] of statesOf(c)[name]!.entries())
      expect(statesOf(b)[name]![at]).toBeCloseTo(value, 4);
  for (const [epoch, loss] of losses(c, 'sum').entries())
    expect(losses(b, 'sum')[epoch]).toBeCloseTo(loss, 4);
});

it('computes no gradient of what is frozen', async () => {
  const a = await train(first);
  const plan = await planFrom(second, a);
  const rowsOfRun = (await loadRows(plan)).value!;
  const multiplied = (freeze?: 'all' | number) => {
    const [trunk] = plan.blocks;
    const blocks = [{ ...trunk!, ...(freeze === undefined ? {} : { freeze }) }];
    const { program } = buildTrainingProgram({ ...plan, blocks }, rowsOfRun);
    const all = [...Object.values(program.outputs), ...Object.values(program.states).map(({ next }) => next)];
    return orderNodes(all).filter(({ op }) => op === 'matmul').length;
  };
  // Three layers forwards; backwards the parameters of each, and the features of all but the first.
  expect(multiplied()).toBe(3 + 3 + 2);
  expect(multiplied(1)).toBe(3 + 2 + 1 + 1);
  expect(multiplied('all')).toBe(3 + 1);
});

describe('freeze: first(1)', () => {
  it('keeps the first layer, and the others learn', async () => {
    const a = await train(first);
    const b = await trainPlan(await planFrom(second, a, { freeze: 1 }));
    expect(unchanged(a, b, inTrunk)).toEqual(['trunk/1.dense/weight', 'trunk/1.dense/bias']);
    expect(b.start).toMatchObject({ learning: 16 + 54 + 7 });
  });

  it('counts layers as they are written: the second is a normalisation, whose statistics stay', async () => {
    const a = await train(first);
    const b = await trainPlan(await planFrom(second, a, { freeze: 2 }));
    expect(unchanged(a, b, ofLayer(2)).toSorted()).toEqual(
      ['bias', 'gain', 'mean', 'variance'].map((name) => `trunk/2.batchNorm/${name}`),
    );
    expect(unchanged(a, b, ofLayer(3))).toEqual([]);
  });
});

describe('without freeze', () => {
  it('all numbers move on from where they were', async () => {
    const a = await train(first);
    const plan = await planFrom(second, a);
    const b = await trainPlan({
      ...plan,
      train: { ...plan.train, epochs: 1, optimizer: call('optimizers', 'sgd(rate: 1e-6)') },
    });
    expect(unchanged(a, b, (name) => inTrunk(name) && !name.endsWith('bias'))).toEqual([]);
    const [there, here] = [statesOf(a), statesOf(b)];
    for (const name of ['trunk/1.dense/weight', 'trunk/3.dense/weight'])
      for (const [at, value] of here[name]!.entries()) expect(value).toBeCloseTo(there[name]![at]!, 4);
    expect(b.start.learning).toBeUndefined();
  });
});

it('weightings of gradients leave a frozen block alone', async () => {
  const a = await train(first);
  for (const weighting of ['mgda', 'gradNorm', 'pcgrad', 'gradDrop', 'famo']) {
    const text = experiment('b.csv', layers, `${kind}\n${sum}`, `weighting: ${weighting}`);
    const b = await trainPlan(await planFrom(text, a, { freeze: 'all' }));
    expect(b.end.status, weighting).toBe('completed');
    expect(unchanged(a, b, inTrunk).length).toBe(8);
    expect(losses(b, 'sum').at(-1)!).toBeLessThan(losses(b, 'sum')[0]!);
  }
});
