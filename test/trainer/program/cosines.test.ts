/** Cosines between the gradients of tasks, on every engine: of numbers that are written down, and in steps of training. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../catalog';
import { feed } from '../../../graph';
import { buildCosines, pairsOf } from '../../../trainer/src/program/cosines';
import { executors, openTraining, twoTasks } from './two-tasks';

const both = { left: 1, right: 1 };
const names = Object.entries(catalog.weightings);
const knowsGradients = (needs: string): boolean => needs === 'gramian' || needs === 'coordinates';
const combining = names.flatMap(([name, { needs }]) => (knowsGradients(needs) ? [name] : []));
const others = names.flatMap(([name, { needs }]) => (knowsGradients(needs) ? [] : [name]));

it('pairs are in the order of what they are made of', () => {
  expect(pairsOf(['a', 'b', 'c'])).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ]);
  expect(pairsOf(['a'])).toEqual([]);
});

/** G of rows g_0, g_1, …: every inner product. */
const gramianOf = (rows: readonly (readonly number[])[]): readonly number[] =>
  rows.flatMap((a) => rows.map((b) => a.reduce((sum, x, at) => sum + x * b[at]!, 0)));

interface Case {
  readonly rows: readonly (readonly number[])[];
  readonly present: readonly number[];
  readonly cosines: readonly number[];
  readonly known: readonly number[];
}

describe.each(executors)('on $name', (executor) => {
  it.each<[string, Case]>([
    [
      'of 45, 180 and 135 degrees',
      {
        rows: [
          [2, 0],
          [3, 3],
          [-0.1, 0],
        ],
        present: [1, 1, 1],
        cosines: [Math.SQRT1_2, -1, -Math.SQRT1_2],
        known: [1, 1, 1],
      },
    ],
    [
      'of a gradient that is zero, and of a task without labels',
      {
        rows: [
          [2, 0],
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        present: [1, 1, 0, 1],
        cosines: [0, 0, Math.SQRT1_2, 0, 0, 0],
        known: [0, 0, 1, 0, 0, 0],
      },
    ],
    [
      'of very short and very long gradients',
      {
        rows: [
          [1e-12, 1e-12],
          [1e12, 0],
        ],
        present: [1, 1],
        cosines: [Math.SQRT1_2],
        known: [1],
      },
    ],
  ])('%s', async (_, { rows, present, cosines, known }) => {
    const tasks = rows.length;
    const feeds = { gramian: feed('gramian', [tasks, tasks]), present: feed('present', [tasks]) };
    const outputs = buildCosines(feeds.gramian, feeds.present);
    const session = await executor.prepare({ feeds, states: {}, outputs }, { threads: 1 });
    const given = {
      gramian: Float32Array.from(gramianOf(rows)),
      present: Float32Array.from(present),
    };
    const told = await session.run(given, 1);
    await session.dispose();
    expect([...told['cosines']!]).toEqual(cosines.map((cosine) => expect.closeTo(cosine, 6)));
    expect([...told['cosinesKnown']!]).toEqual(known);
  });

  it('tells none of a batch that lacks the labels of a task', async () => {
    const plan = await twoTasks({ optimizer: 'sgd(rate: 0.1)', weighting: 'pcgrad' }, 'partly');
    const { step } = await openTraining(plan, executor);
    const known = await step(both);
    expect([...known['cosinesKnown']!]).toEqual([1]);
    expect(Math.abs(Number(known['cosines']![0]))).toBeGreaterThan(1e-3);
    for (const labelled of [
      { left: 1, right: 0 },
      { left: 0, right: 1 },
      { left: 0, right: 0 },
    ]) {
      const outputs = await step(labelled);
      expect([...outputs['cosines']!, ...outputs['cosinesKnown']!]).toEqual([0, 0]);
    }
  });

  it('leaves programs alone whose weighting does not combine gradients', async () => {
    for (const weighting of others) {
      const { step } = await openTraining(await twoTasks({ optimizer: 'adam', weighting }), executor);
      expect(Object.keys(await step(both)).toSorted()).toEqual(['counts', 'losses', 'metrics', 'weights']);
    }
  });
});

it.each(combining)('%s: both engines tell the same cosines, step after step', async (weighting) => {
  const plan = await twoTasks({ optimizer: 'adam(rate: 0.05)', weighting });
  const told = await Promise.all(
    executors.map(async (executor) => {
      const outputs = await (await openTraining(plan, executor)).step(both, 6);
      expect([...outputs['cosinesKnown']!]).toEqual([1, 1, 1, 1, 1, 1]);
      return [...outputs['cosines']!].map(Number);
    }),
  );
  expect(told[0]!.length).toBe(6);
  expect(new Set(told[0]).size).toBe(6);
  expect(told[1]).toEqual(told[0]!.map((cosine) => expect.closeTo(cosine, 3)));
});
