/** Weightings that make a direction of whole gradients, against their formulas written out and the numbers of METHODS. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../catalog';
import type { WeightingDeclaration } from '../../catalog/declaration';
import { createLcg } from '../support/lcg';
import type { Rows } from './combine';
import { direct, type Given } from './direct';
import { call } from './plans';

const { dbMtl, gradDrop } = catalog.weightings;
const close = (numbers: readonly number[], digits = 4) =>
  numbers.map((number) => expect.closeTo(number, digits));

const J: Rows = [
  [-4, 1, 1],
  [6, 1, 1],
];
const norm = (row: readonly number[]) => Math.hypot(...row);
const sum = (list: readonly number[]) => list.reduce((all, x) => all + x, 0);

describe('dbMtl', () => {
  /** Gradients of the logarithms of losses 1 and 2. */
  const ofLogarithms: Rows = [J[0]!, J[1]!.map((x) => x / 2)];

  it('brings the gradients of J at the losses 1 and 2 to one length', () => {
    const { d, weights } = direct(dbMtl, { beta: 0, sigma: 0 }, ofLogarithms, { losses: [1, 2] });
    expect(weights).toEqual(close([1, 0.6882]));
    expect(d).toEqual(close([0.1295, 1.6882, 1.6882]));
  });

  it('goes along running means, of which a share of β / t^σ stays', () => {
    const steps = [
      ofLogarithms,
      [
        [1, 2, 3],
        [0, -1, 1],
      ],
      [
        [2, 2, -1],
        [3, 0, 0],
      ],
    ];
    let moved: Readonly<Record<string, readonly number[]>> = {};
    let means: Rows = J.map((row) => row.map(() => 0));
    for (const [step, rows] of steps.entries()) {
      const made = direct(dbMtl, { beta: 0.8, sigma: 0.5 }, rows, { moved });
      ({ moved } = made);
      const stays = 0.8 / Math.sqrt(step + 1);
      means = means.map((mean, i) => mean.map((x, at) => stays * x + (1 - stays) * rows[i]![at]!));
      const longest = Math.max(...means.map(norm));
      const wanted = means[0]!.map((_, at) =>
        means.reduce((all, mean) => all + (longest / norm(mean)) * mean[at]!, 0),
      );
      expect(made.d).toEqual(close(wanted));
      expect(moved['mean']).toEqual(close(means.flat()));
    }
  });

  it('takes the running mean of a task without labels for nothing', () => {
    const moved = { mean: [0, 0, 0, 9, 9, 9], updates: [0, 4] };
    const { d, weights } = direct(dbMtl, { beta: 0.5, sigma: 0 }, J, { present: [1, 0], moved });
    expect(d).toEqual(close(J[0]!.map((x) => x / 2)));
    expect(weights).toEqual([1, 0]);
  });
});

describe('gradDrop', () => {
  // P of the first coordinate is ½ (1 + 2 / 10) = .6; on the others the tasks agree, and it is 1.
  it.each<[string, number, readonly number[], readonly number[]]>([
    ['below P the positive part stays', 0, [0.59, 0.99, 0], [6, 2, 2]],
    ['above P the negative part stays', 0, [0.61, 0.99, 0], [-4, 2, 2]],
    ['a leak lets a share of the other part pass', 0.25, [0.59, 0.99, 0], [6 - 1, 2, 2]],
    ['a leak of 1 drops nothing', 1, [0.61, 0.99, 0], [2, 2, 2]],
  ])('%s', (_, leak, uniform, wanted) => {
    const { d, weights } = direct(gradDrop, { leak }, J, { uniform });
    expect(d).toEqual(close(wanted));
    expect(weights).toEqual([1, 1]);
  });

  it('is the formula of the paper, coordinate by coordinate', () => {
    const random = createLcg(21);
    const numbers = (size: number) => Array.from({ length: size }, random);
    const rows = Array.from({ length: 4 }, () => numbers(50).map((x) => x - 0.5));
    const uniform = numbers(50);
    const { d } = direct(gradDrop, { leak: 0.1 }, rows, { uniform });
    const wanted = uniform.map((u, at) => {
      const g = rows.map((row) => row[at]!);
      const p = 0.5 * (1 + sum(g) / sum(g.map(Math.abs)));
      const masks = g.map((x) => Number(p > u) * Number(x > 0) + Number(p < u) * Number(x < 0));
      return sum(g.map((x, i) => (0.1 + 0.9 * masks[i]!) * x));
    });
    expect(d).toEqual(close(wanted, 6));
  });
});

const all = Object.values<WeightingDeclaration>(catalog.weightings).filter(
  (one) => one.needs === 'gradients',
);

describe.each(all)('$name', (weighting) => {
  const { args } = call('weightings', weighting.example);

  it('does not see a task without labels: as if there were only the others', () => {
    const without = direct(weighting, args, J, { losses: [3, 0.5] });
    const masked = direct(weighting, args, [...J, [9, 9, 9]], { losses: [3, 0.5, 0], present: [1, 1, 0] });
    expect(masked.d).toEqual(close(without.d, 6));
    expect(masked.weights).toEqual(close([...without.weights, 0], 6));
  });

  it.each<[string, Rows, Given]>([
    ['no task has labels', J, { losses: [0, 0], present: [0, 0] }],
    ['one task has labels', J, { losses: [1, 0], present: [1, 0] }],
    [
      'gradients are zero',
      [
        [0, 0],
        [0, 0],
      ],
      {},
    ],
    [
      'one gradient is zero',
      [
        [0, 0],
        [3, 4],
      ],
      {},
    ],
    [
      'gradients are opposite',
      [
        [3, 4],
        [-3, -4],
      ],
      {},
    ],
    [
      'gradients are tiny',
      [
        [1e-9, 2e-9],
        [-1e-9, 3e-9],
      ],
      {},
    ],
    [
      'gradients are huge',
      [
        [1e9, 2e9],
        [-1e9, 3e9],
      ],
      {},
    ],
  ])('stays finite where %s', (_, rows, given) => {
    const { d, weights, moved } = direct(weighting, args, rows, given);
    expect([...d, ...weights, ...Object.values(moved).flat()].every(Number.isFinite)).toBe(true);
  });
});
