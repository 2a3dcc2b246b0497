/** Tri-training: the conditions of the paper's figure, with errors and sizes worked out by hand. */
import { describe, expect, it, test } from 'vitest';
import { triTraining } from '../../catalog/cotraining/tri-training';
import type { Passing, Round } from '../../catalog/declaration';
import { roundOf, votesOf } from './rounds';

/** The three networks give these classes; `truth` are the labels of the judged rows. */
const pass = (
  pool: readonly (readonly number[])[],
  judged: readonly (readonly number[])[],
  truth: readonly number[],
  more: Partial<Round> = {},
) =>
  triTraining.pass(
    {},
    roundOf(votesOf(2, pool), {
      judged: { ...votesOf(2, judged), labels: Float32Array.from(truth) },
      memory: triTraining.start!(3),
      ...more,
    }),
  );

const rowsFor = (network: number, { passed }: Passing) =>
  passed.filter(({ to }) => to?.includes(network)).map(({ row, label }) => [row, label[0]]);

test('each network learns what the two others agree on', () => {
  const judged = [
    [0, 1],
    [0, 1],
    [0, 1],
  ];
  const answer = pass(
    [
      [0, 0, 1, 1],
      [0, 1, 1, 0],
      [0, 1, 1, 1],
    ],
    judged,
    [0, 1],
  );
  // Without an error on labelled rows, l' = floor(0 / .5 + 1) = 1, and more rows than that are learned.
  expect(rowsFor(0, answer)).toEqual([
    [0, 0],
    [1, 1],
    [2, 1],
  ]);
  expect(rowsFor(1, answer)).toEqual([
    [0, 0],
    [2, 1],
    [3, 1],
  ]);
  expect(rowsFor(2, answer)).toEqual([
    [0, 0],
    [2, 1],
  ]);
  expect(answer.memory).toEqual([0, 0, 0, 3, 3, 2]);
});

test('a pair that errs together no less than before teaches nothing, and what is known stays', () => {
  const memory = [0.25, 0.25, 0.25, 4, 4, 4];
  // Of four rows that all agree on, one is wrong: e = 1/4 for every pair.
  const judged = [0, 0, 1, 1];
  const answer = pass([[0], [0], [0]], [judged, judged, judged], [0, 0, 1, 0], { memory });
  expect(answer).toEqual({ passed: [], memory });
});

const rows = (count: number) => Array.from({ length: count }, () => 1);

describe('e = 1/10 of ten labelled rows', () => {
  const judged = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
  const truth = [0, 0, 0, 0, 0, 1, 1, 1, 1, 0];
  const ask = (count: number, eBefore: number, lBefore: number, more: Partial<Round> = {}) =>
    pass([rows(count), rows(count), rows(count)], [judged, judged, judged], truth, {
      memory: [eBefore, eBefore, eBefore, lBefore, lBefore, lBefore],
      ...more,
    });

  it('takes all labels while e |L| < e′ |L′|', () => {
    // .1 · 19 < .2 · 10
    const { memory, passed } = ask(19, 0.2, 10);
    expect(passed).toHaveLength(3 * 19);
    expect(memory).toEqual([0.1, 0.1, 0.1, 19, 19, 19]);
  });

  it('thins out more than that to ceil(e′ |L′| / e - 1), if |L′| > e / (e′ - e)', () => {
    // .1 · 30 > .2 · 10, and 10 > .1 / .1: ceil(2 / .1 - 1) = 19 of 30.
    const answer = ask(30, 0.2, 10);
    expect(answer.memory!.slice(3)).toEqual([19, 19, 19]);
    const first = rowsFor(0, answer).map(([row]) => row);
    const second = rowsFor(1, answer).map(([row]) => row);
    expect(new Set(first).size).toBe(19);
    expect(first).not.toEqual(second);
  });

  it('teaches nothing where |L′| is too small for that', () => {
    // .1 · 30 > .11 · 5, and 5 < .1 / .01.
    expect(ask(30, 0.11, 5).passed).toEqual([]);
  });

  it('teaches nothing when there are no more labels than before', () => {
    expect(ask(10, 0.2, 10).passed).toEqual([]);
  });

  it('begins with l′ = floor(e / (e′ - e) + 1)', () => {
    // floor(.1 / .4 + 1) = 1: of three labels e |L| = .3 is less than e' l' = .5, of six .6 is not: ceil(.5 / .1 - 1) = 4.
    expect(ask(3, 0.5, 0).memory!.slice(3)).toEqual([3, 3, 3]);
    expect(ask(6, 0.5, 0).memory!.slice(3)).toEqual([4, 4, 4]);
  });

  it('shows every label that the rule would pass where the truth is known', () => {
    expect(ask(30, 0.05, 10, { limit: false }).passed).toHaveLength(90);
  });
});

test('networks that never agree on a labelled row are as good as chance', () => {
  const { passed } = pass(
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    [
      [0, 1],
      [1, 0],
      [0, 1],
    ],
    [0, 1],
  );
  // Only the first and the third agree: the second is taught.
  expect(passed.map(({ to }) => to)).toEqual([[1], [1]]);
});
