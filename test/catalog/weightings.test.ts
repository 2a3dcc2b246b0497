/** Weightings of losses against the numbers of their papers, and the law that a missing task influences nothing. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import type { LossWeighting, WeightingDeclaration } from '../../catalog/declaration';
import { feed, multiply, subtract, sum } from '../../graph';
import { evaluate } from './evaluate';
import { call } from './plans';
import { weigh, type Step } from './weigh';

const { equal, uncertainty, dwa, rlw, gls } = catalog.weightings;
const close = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 4));

describe('objective and weights', () => {
  it.each<[string, LossWeighting, Step, number, readonly number[]]>([
    ['the sum', equal, { losses: [1, 2, 4] }, 7, [1, 1, 1]],
    ['uncertainty at s = 0', uncertainty, { losses: [1, 2, 4] }, 3.5, [0.5, 0.5, 0.5]],
    [
      'uncertainty at s = -½',
      uncertainty,
      { losses: [1, 2], learned: { logVariance: [-0.5, -0.5] } },
      1.97308,
      [0.82436, 0.82436],
    ],
    ['the geometric mean of three', gls, { losses: [1, 2, 4] }, 2, [0.6667, 0.3333, 0.1667]],
    ['the geometric mean of two', gls, { losses: [1, 2] }, Math.SQRT2, [0.7071, 0.3536]],
    [
      'dwa with kept weights',
      dwa,
      { losses: [1, 2], kept: { weight: [0.9003, 1.0997] } },
      3.0997,
      [0.9003, 1.0997],
    ],
  ])('%s', (_, weighting, step, objective, weights) => {
    const made = weigh(weighting, { temperature: 2 }, step);
    expect(made.objective).toBeCloseTo(objective, 4);
    expect(made.weights).toEqual(close(weights));
  });
});

test('the geometric mean: shown weights times losses is the objective, and its gradient is the weights', () => {
  const losses = [0.3, 5, 0.02];
  const { objective, weights, ofLosses } = weigh(gls, {}, { losses });
  expect(losses.reduce((total, loss, i) => total + loss * weights[i]!, 0)).toBeCloseTo(objective, 6);
  expect(ofLosses).toEqual(close(weights));
});

test('uncertainty comes to rest where each variance equals its loss', () => {
  const losses = [100, 1];
  const atRest = weigh(uncertainty, {}, { losses, learned: { logVariance: losses.map(Math.log) } });
  expect(atRest.ofLearned).toEqual(close([0, 0]));
  let s = [0, 0];
  for (let step = 0; step < 60; step++) {
    // Newton's step of ½ e^(-s) L + ½ s, whose second derivative is ½ e^(-s) L.
    const { ofLearned, weights } = weigh(uncertainty, {}, { losses, learned: { logVariance: s } });
    s = s.map((each, i) => each - Math.max(-1, Math.min(1, ofLearned![i]! / (weights[i]! * losses[i]!))));
  }
  expect(s.map(Math.exp)).toEqual([expect.closeTo(100, 3), expect.closeTo(1, 5)]);
});

const after = (...epochs: readonly (readonly number[])[]) =>
  dwa.afterEpoch!({ temperature: 2 }, epochs)['weight']!;

describe('dwa between epochs', () => {
  it.each<[string, readonly (readonly number[])[], readonly number[]]>([
    ['waits for two epochs', [[3, 5]], [1, 1]],
    [
      'ratios .5 and .9',
      [
        [2, 10],
        [1, 9],
      ],
      [0.9003, 1.0997],
    ],
    [
      'ratios 1 and 4 are 2 softmax(½, 2)',
      [
        [1, 1],
        [1, 4],
      ],
      [0.3649, 1.6351],
    ],
    [
      'uses the last two epochs only',
      [
        [9, 9],
        [2, 10],
        [1, 9],
      ],
      [0.9003, 1.0997],
    ],
    [
      'a task without a loss stands still',
      [
        [2, NaN],
        [2, 5],
      ],
      [1, 1],
    ],
  ])('%s', (_, epochs, weights) => expect(after(...epochs)).toEqual(close(weights)));
});

test('random weights are the softmax of normal numbers after Box and Muller', () => {
  const radius = [0.2, 0.7, 0.9];
  const angle = [0.1, 0.6, 0.3];
  const z = radius.map((u, i) => Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * angle[i]!));
  const total = z.reduce((sum, each) => sum + Math.exp(each), 0);
  const { weights } = weigh(rlw, {}, { losses: [1, 1, 1], uniform: { radius, angle } });
  expect(weights).toEqual(close(z.map((each) => Math.exp(each) / total)));
});

const objectives = Object.values<WeightingDeclaration>(catalog.weightings).filter(
  (one) => one.needs === 'losses' || one.needs === 'norms',
);
describe.each(objectives)('$name', (weighting) => {
  const { args } = call('weightings', weighting.example);

  it('does not see a task without labels: as if there were only the others', () => {
    const uniform = { radius: [0.3, 0.5], angle: [0.2, 0.8] };
    const without = weigh(weighting, args, { losses: [3, 0.5], after: [2, 0.4], uniform });
    const masked = weigh(weighting, args, {
      losses: [3, 0.5, 0],
      after: [2, 0.4, 0],
      norms: [1, 1, 0],
      present: [1, 1, 0],
      uniform: { radius: [...uniform.radius, 0.9], angle: [...uniform.angle, 0.1] },
    });
    expect(masked.objective).toBeCloseTo(without.objective, 6);
    expect(masked.ofLosses).toEqual(close([...without.ofLosses, 0]));
    expect(masked.weights.slice(0, 2)).toEqual(close(without.weights));
    expect((masked.ofLearned ?? [0, 0, 0])[2]).toBeCloseTo(0, 12);
    for (const [name, numbers] of Object.entries(masked.moved))
      expect(numbers.slice(0, 2), name).toEqual(close(without.moved[name]!));
  });

  it('stays finite where no task has labels', () => {
    const { objective, weights, ofLosses, moved } = weigh(weighting, args, {
      losses: [0, 0],
      present: [0, 0],
    });
    const numbers = [objective, ...weights, ...ofLosses, ...Object.values(moved).flat()];
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(ofLosses).toEqual(close([0, 0]));
  });

  it('gives the losses its weights as gradients', () => {
    const { weights, ofLosses } = weigh(weighting, args, { losses: [3, 0.5] });
    expect(ofLosses).toEqual(close(weights));
  });
});

test('given weights and losses multiply to the total that is shown', () => {
  const losses = feed('losses', [2]);
  const { objective, weights } = equal.build(
    {},
    {
      losses,
      present: feed('present', [2]),
      learned: {},
      kept: {},
      random: () => losses,
      moved: {},
    },
  );
  const [difference] = evaluate([subtract(objective, sum(multiply(losses, weights)))], {
    losses: [3, 4],
    present: [1, 1],
  });
  expect(difference).toEqual([0]);
});
