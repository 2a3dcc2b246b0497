/** Democratic co-learning: intervals by the closed form, elections and acceptance worked out by hand. */
import { expect, test } from 'vitest';
import { accuracyInterval } from '../../catalog/common/accuracy-interval';
import { democratic } from '../../catalog/cotraining/democratic';
import type { Round } from '../../catalog/declaration';
import { roundOf, votesOf } from './rounds';

test('the interval solves (p - P)² = z² P (1 - P) / n at both ends', () => {
  for (const [right, rows] of [
    [0, 5],
    [5, 5],
    [81, 100],
    [1, 2],
  ] as const) {
    for (const P of accuracyInterval(right, rows)) {
      expect((right / rows - P) ** 2).toBeCloseTo((1.959964 ** 2 * P * (1 - P)) / rows, 10);
    }
  }
  // As Newcombe (Statistics in Medicine 17, 1998) tells it for 81 of 263.
  expect(accuracyInterval(81, 263).map((end) => Number(end.toFixed(4)))).toEqual([0.2553, 0.3662]);
  expect(accuracyInterval(0, 0)).toEqual([0, 1]);
});

/** Each network is right in so many of 20 judged rows, all of which are of the class 0. */
const judgedOf = (right: readonly number[]) => ({
  ...votesOf(
    3,
    right.map((count) => Array.from({ length: 20 }, (_, row) => (row < count ? 0 : 1))),
  ),
  labels: new Float32Array(20),
});

const pass = (
  pool: readonly (readonly number[])[],
  right: readonly number[],
  learned: readonly number[],
  more: Partial<Round> = {},
) =>
  democratic.pass(
    {},
    roundOf(votesOf(3, pool), {
      judged: judgedOf(right),
      learned,
      memory: democratic.start!(pool.length),
      ...more,
    }),
  );

test('the majority teaches those that it has outvoted', () => {
  const { passed } = pass(
    [
      [2, 1, 0],
      [2, 1, 1],
      [0, 1, 2],
    ],
    [20, 20, 20],
    [20, 20, 20],
  );
  // On the first row two outvote the third; on the second all agree, on the third no two do, and none outweighs the others.
  expect(passed.map(({ row, label, to }) => [row, label[0], to])).toEqual([[0, 2, [2]]]);
});

test('a minority that is right far more often is not outvoted', () => {
  const votes = [[1], [1], [0]];
  // The middles of the intervals of 5 and 20 of 20 are .29 and .92: two of the former weigh less than one of the latter.
  expect(pass(votes, [5, 5, 20], [20, 20, 20], { limit: false }).passed).toEqual([]);
  expect(pass(votes, [12, 12, 20], [20, 20, 20], { limit: false }).passed).toHaveLength(1);
});

test('labels are learned where q = |L| (1 - 2e / |L|)² rises', () => {
  const [low] = accuracyInterval(18, 20);
  const rows = 40;
  const votes = [0, 0, 1].map((c) => Array.from({ length: rows }, () => c));
  const e = (1 - low) * rows;
  // 40 labels of which 30 % are expected to be wrong: q goes from 20 to 60 (1 - 2 · 12.07 / 60)² = 21.4.
  expect(60 * (1 - (2 * e) / 60) ** 2).toBeGreaterThan(20);
  const { passed, memory } = pass(votes, [18, 18, 18], [20, 20, 20]);
  expect(passed).toHaveLength(rows);
  expect(memory![0]).toBe(0);
  expect(memory![2]).toBeCloseTo(e, 10);
  // To a network with 200 rows of its own they do harm: q goes from 200 to 240 (1 - 2 · 12.07 / 240)² = 194.
  expect(240 * (1 - (2 * e) / 240) ** 2).toBeLessThan(200);
  expect(pass(votes, [18, 18, 18], [200, 200, 200])).toEqual({ passed: [], memory: [0, 0, 0] });
});

test('labels of which half are expected to be wrong are of no use, however many', () => {
  const votes = [0, 0, 1].map((c) => Array.from({ length: 1000 }, () => c));
  expect(pass(votes, [8, 8, 8], [20, 20, 20]).passed).toEqual([]);
});

test('a network is passed no label a second time', () => {
  const known = [Uint8Array.of(0), Uint8Array.of(0), Uint8Array.of(1)];
  expect(pass([[1], [1], [0]], [20, 20, 20], [20, 20, 21], { known }).passed).toEqual([]);
});
