/** GradDrop against its formula written out. */
import { expect, it } from 'vitest';
import { catalog } from '../../catalog';
import { createLcg } from '../support/lcg';
import type { Rows } from './combine';
import { direct } from './direct';

const { gradDrop } = catalog.weightings;
const close = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 6));
const sum = (list: readonly number[]) => list.reduce((all, x) => all + x, 0);

const J: Rows = [
  [-4, 1, 1],
  [6, 1, 1],
];

// P of the first coordinate is ½ (1 + 2 / 10) = .6; on the others the tasks agree, and it is 1.
it.each<[string, number, readonly number[], readonly number[]]>([
  ['below P the positive part stays', 0, [0.59, 0.99, 0], [6, 2, 2]],
  ['above P the negative part stays', 0, [0.61, 0.99, 0], [-4, 2, 2]],
  ['a leak lets a share of the other part pass', 0.25, [0.59, 0.99, 0], [6 - 1, 2, 2]],
  ['a leak of 1 drops nothing', 1, [0.61, 0.99, 0], [2, 2, 2]],
])('%s', (_, leak, uniform, wanted) => {
  expect(direct(gradDrop, { leak }, J, uniform)).toEqual(close(wanted));
});

it('is the formula of the paper, coordinate by coordinate', () => {
  const random = createLcg(21);
  const numbers = (size: number) => Array.from({ length: size }, random);
  const rows = Array.from({ length: 4 }, () => numbers(50).map((x) => x - 0.5));
  const uniform = numbers(50);
  const wanted = uniform.map((u, at) => {
    const g = rows.map((row) => row[at]!);
    const p = 0.5 * (1 + sum(g) / sum(g.map(Math.abs)));
    const masks = g.map((x) => Number(p > u) * Number(x > 0) + Number(p < u) * Number(x < 0));
    return sum(g.map((x, i) => (0.1 + 0.9 * masks[i]!) * x));
  });
  expect(direct(gradDrop, { leak: 0.1 }, rows, uniform)).toEqual(close(wanted));
});

it('does not see a task without labels, whose gradient is zero', () => {
  expect(direct(gradDrop, { leak: 0 }, [...J, [0, 0, 0]])).toEqual(direct(gradDrop, { leak: 0 }, J));
});

it.each<[string, Rows]>([
  [
    'zero',
    [
      [0, 0],
      [0, 0],
    ],
  ],
  [
    'opposite',
    [
      [3, 4],
      [-3, -4],
    ],
  ],
  [
    'tiny',
    [
      [1e-9, 2e-9],
      [-1e-9, 3e-9],
    ],
  ],
  [
    'huge',
    [
      [1e9, 2e9],
      [-1e9, 3e9],
    ],
  ],
])('stays finite where gradients are %s', (_, rows) => {
  expect(direct(gradDrop, { leak: 0 }, rows).every(Number.isFinite)).toBe(true);
});
