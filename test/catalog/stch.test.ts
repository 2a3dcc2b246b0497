/** Smooth Tchebycheff against the numbers of METHODS, the largest loss, and its way from one epoch to the next. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { feed, gradients } from '../../graph';
import { createInterpreter } from '../../trainer/src/executors/reference/interpreter';
import { weigh } from './weigh';

const { stch } = catalog.weightings;
const close = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 5));

describe('without epochs before, as in the paper', () => {
  it.each<[string, readonly number[], number, number, readonly number[]]>([
    ['log 2 of two zeros', [0, 0], 1, Math.log(2), [0.5, 0.5]],
    ['1 + log 2 of two ones', [1, 1], 1, 1 + Math.log(2), [0.5, 0.5]],
    ['the largest loss where μ is small', [1, 2, 4], 0.01, 4, [0, 0, 1]],
    ['finite for huge losses', [1e30 / 3, 2e30 / 3, 1e30], 1e-10, 1e30, [0, 0, 1]],
  ])('%s', (_, losses, mu, objective, weights) => {
    const made = weigh(stch, { mu, warmup: 0 }, { losses });
    expect(made.objective / objective).toBeCloseTo(1, 6);
    expect(made.weights).toEqual(close(weights));
    expect(made.ofLosses).toEqual(close(weights));
  });
});

it('stays finite for huge losses in single precision too', () => {
  const [losses, present] = [feed('losses', [3]), feed('present', [3])];
  const step = { losses, present, learned: {}, moved: {}, kept: {}, random: () => losses };
  const { objective, weights } = stch.build({ mu: 1e-10, warmup: 0 }, step);
  const compute = createInterpreter([objective, weights, gradients(objective, [losses])[0]!], 'float32');
  const values = [
    [losses, Float32Array.of(1e30 / 3, 2e30 / 3, 1e30)],
    [present, Float32Array.of(1, 1, 1)],
  ] as const;
  const [value, shown, slopes] = compute(new Map(values));
  expect(value![0]! / 1e30).toBeCloseTo(1, 6);
  expect([[...shown!], [...slopes!]]).toEqual([
    [0, 0, 1],
    [0, 0, 1],
  ]);
});

describe('with epochs before', () => {
  const losses = [1, 2, 4];

  it('descends the sum of the logarithms until they are over', () => {
    const { objective, weights } = weigh(stch, { mu: 1, warmup: 1 }, { losses });
    expect(objective).toBeCloseTo(Math.log(8), 6);
    expect(weights).toEqual(close([1, 1 / 2, 1 / 4]));
  });

  it('then descends the smooth maximum of the logarithms of what is left of each loss, times T', () => {
    const kept = { nadir: [2, 2, 16] };
    const { objective, weights, ofLosses } = weigh(stch, { mu: 0.5, warmup: 1 }, { losses, kept });
    // Left are ½, 1 and ¼; to the power of 1 / μ = 2 that is ¼, 1 and 1/16.
    const total = 1 / 4 + 1 + 1 / 16;
    expect(objective).toBeCloseTo(3 * 0.5 * Math.log(total), 6);
    expect(weights).toEqual(close([3 / 4 / total, 3 / total / 2, 3 / 16 / total / 4]));
    expect(ofLosses).toEqual(close(weights));
  });

  it('does not see a task without labels', () => {
    const without = weigh(stch, { mu: 0.5, warmup: 1 }, { losses: [1, 4], kept: { nadir: [2, 16] } });
    const masked = weigh(
      stch,
      { mu: 0.5, warmup: 1 },
      { losses: [1, 0, 4], present: [1, 0, 1], kept: { nadir: [2, 3, 16] } },
    );
    expect(masked.objective).toBeCloseTo(without.objective, 6);
    expect(masked.weights).toEqual(close([without.weights[0]!, 0, without.weights[1]!]));
    expect(masked.ofLosses).toEqual(close(masked.weights));
  });
});

test('the last of the epochs before says what losses are measured by, and no other', () => {
  const epochs = [
    [9, 8],
    [3, NaN],
    [1, 2],
  ];
  const after = (warmup: number, over: number) => stch.afterEpoch!({ mu: 1, warmup }, epochs.slice(0, over));
  expect([after(2, 1), after(2, 2), after(2, 3)]).toEqual([{}, { nadir: [3, 1] }, {}]);
  expect([after(0, 1), after(1, 1)]).toEqual([{}, { nadir: [9, 8] }]);
});
