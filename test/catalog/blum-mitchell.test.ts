/** Co-training of two views: who labels which rows of the drawn pool, worked out by hand. */
import { expect, test } from 'vitest';
import { blumMitchell } from '../../catalog/cotraining/blum-mitchell';
import type { Round } from '../../catalog/declaration';
import { roundOf, votesOf } from './rounds';

const args = { positive: 1, negative: 2, pool: 75 };

const pass = (change: Partial<typeof args>, pool: Round['pool'], more: Partial<Round> = {}) =>
  blumMitchell
    .pass({ ...args, ...change }, roundOf(pool, more))
    .passed.map(({ row, label, confidence }) => [row, label[0], Number(confidence.toFixed(3))]);

test('each network labels the rows that it is surest of: one positive, two negative', () => {
  const pool = votesOf(
    2,
    [
      [1, 1, 0, 0, 0, 1],
      [0, 0, 0, 1, 1, 1],
    ],
    [
      [0.9, 0.8, 0.7, 0.95, 0.6, 0.75],
      [0.6, 0.65, 0.55, 0.7, 0.99, 0.8],
    ],
  );
  // The first: 0 as positive, 3 and 2 as negative. The second: 4 as positive, 1 and 0 as negative, where the first is surer of 0.
  expect(pass({}, pool)).toEqual([
    [4, 1, 0.99],
    [3, 0, 0.95],
    [0, 1, 0.9],
    [2, 0, 0.7],
    [1, 0, 0.65],
  ]);
});

test('one truth is as good as two classes', () => {
  const networks = [Float32Array.of(0.1, 0.9, 0.2), Float32Array.of(0.4, 0.7, 0.05)];
  expect(pass({ negative: 1 }, { reads: 'truth', width: 1, networks })).toEqual([
    [2, 0, 0.95],
    [0, 0, 0.9],
    [1, 1, 0.9],
  ]);
});

test('the pool has the rows that chance brings first, and every row where the rule alone is on trial', () => {
  const pool = votesOf(
    2,
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [0.7, 0.8, 0.9],
      [0.6, 0.6, 0.6],
    ],
  );
  const chances = Float64Array.of(0.1, 0.3, 0.9);
  expect(pass({ negative: 1, pool: 2 }, pool, { chances })).toEqual([
    [1, 0, 0.8],
    [0, 0, 0.6],
  ]);
  expect(pass({ negative: 1, pool: 2 }, pool, { chances, limit: false })).toEqual([
    [2, 0, 0.9],
    [0, 0, 0.6],
  ]);
});

test('of three classes rows are labelled in proportion to their labels, and of one without labels none', () => {
  const given = [0, 0, 0, 1, 1, 1, 2, 2];
  const certain = [0.9, 0.8, 0.7, 0.9, 0.8, 0.7, 0.9, 0.8];
  const pool = votesOf(3, [given, given], [certain, certain]);
  const rows = (labels: readonly number[]) =>
    pass({}, pool, { labels: Float32Array.from(labels) })
      .map(([row]) => row!)
      .toSorted();
  expect(rows([0, 0, 1, 1, 1, 1, 2, 2])).toEqual([0, 3, 4, 6]);
  expect(rows([0, 0, 0, 1])).toEqual([0, 1, 2, 3]);
});

test('an empty pool passes nothing', () => expect(pass({}, votesOf(2, [[], []]))).toEqual([]));
