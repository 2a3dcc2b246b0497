/** The order of an epoch over several data sets: how many rows of each, all of them in time, and the same for the same seed. */
import { describe, expect, it, test } from 'vitest';
import { call } from '../../catalog/plans';
import { sampleEpochs } from '../../../trainer/src/rows/sampled-order';
import { alwaysTakesAll, rowsOfEpoch, samplingOf, takesAll } from '../../../trainer/src/rows/sampling';
import { smallPlan } from '../../support/plan';

const samplingBy = (written: string, batch = 4) =>
  samplingOf({ ...smallPlan().train, batch, sampling: call('samplings', written) })!;

/** Sets whose rows begin at 0, 1000, 2000, … */
const setsOf = (counts: readonly number[]) =>
  counts.map((count, set) => Int32Array.from({ length: count }, (_, row) => 1000 * set + row));
const setOf = (row: number) => Math.floor(row / 1000);

const epochsOf = (written: string, counts: readonly number[], epochs: number, first = 1, seed = 3) => [
  ...sampleEpochs(samplingBy(written), setsOf(counts), { seed, first, end: epochs + 1 }),
];

const countsIn = (rows: Int32Array, sets: number) =>
  Array.from({ length: sets }, (_, set) => rows.filter((row) => setOf(row) === set).length);

/** By hand: 25 rows in shares of 4 and 3 sevenths are 14.29 and 10.71. */
test.each([
  ['proportional', [16, 9], [16, 9]],
  ['proportional', [7, 11, 13, 1], [7, 11, 13, 1]],
  ['uniform', [16, 9], [13, 12]],
  ['uniform', [10, 0, 3], [7, 0, 6]],
  ['temperature(2)', [16, 9], [14, 11]],
  ['temperature(1)', [16, 9], [16, 9]],
] as const)('%s takes of %j rows %j', (written, counts, taken) => {
  expect(rowsOfEpoch(samplingBy(written), counts)).toEqual(taken);
});

test('what takes all rows, whatever their number', () => {
  expect(takesAll(samplingBy('uniform'), [5, 5])).toBe(true);
  expect(takesAll(samplingBy('uniform'), [5, 4, 5])).toBe(false);
  expect(takesAll(samplingBy('roundRobin'), [5, 5])).toBe(false);
  expect(takesAll(samplingBy('roundRobin'), [0, 5])).toBe(true);
  const always = ['proportional', 'temperature(1)', 'uniform', 'temperature(2)', 'roundRobin'].map(
    (written) => alwaysTakesAll(samplingBy(written), 2),
  );
  expect(always).toEqual([true, true, false, false, false]);
});

describe.each(['uniform', 'temperature(2)'])('%s', (written) => {
  const counts = [16, 9];
  const taken = rowsOfEpoch(samplingBy(written), counts);

  it('gives each data set its rows in every epoch, mixed', () => {
    for (const rows of epochsOf(written, counts, 5)) {
      expect(countsIn(rows, 2)).toEqual(taken);
      const changes = rows.filter((row, place) => place > 0 && setOf(row) !== setOf(rows[place - 1]!));
      expect(changes.length).toBeGreaterThan(3);
    }
  });

  it('takes every row of a data set as often as any other, but for the pass that it is in', () => {
    const all = epochsOf(written, counts, 12).flatMap((rows) => [...rows]);
    for (const [set, count] of counts.entries()) {
      const often = Array.from(
        { length: count },
        (_, row) => all.filter((each) => each === 1000 * set + row).length,
      );
      expect(Math.max(...often) - Math.min(...often)).toBeLessThanOrEqual(1);
    }
  });

  it('has the same order however it is begun, and another by another seed', () => {
    const whole = epochsOf(written, counts, 6);
    expect(epochsOf(written, counts, 6, 4)).toEqual(whole.slice(3));
    expect(epochsOf(written, counts, 6, 1, 4)).not.toEqual(whole);
    expect(whole[1]).not.toEqual(whole[0]);
  });
});

const batchesOf = (rows: Int32Array) => [0, 4, 8, 12].map((start) => [...rows.subarray(start, start + 4)]);

describe('roundRobin', () => {
  /** 14 rows in batches of 4: three whole ones and one of 2. */
  const counts = [10, 0, 4];

  it('takes each batch from one data set, in turns', () => {
    const batches = epochsOf('roundRobin', counts, 3).flatMap(batchesOf);
    expect(batches.map((rows) => rows.length)).toEqual([4, 4, 4, 2, 4, 4, 4, 2, 4, 4, 4, 2]);
    for (const [index, rows] of batches.entries()) {
      expect(new Set(rows.map(setOf))).toEqual(new Set([index % 2 === 0 ? 0 : 2]));
    }
  });

  it('goes on with its turns from epoch to epoch', () => {
    const odd = epochsOf('roundRobin', [9, 3], 4).flatMap((rows) =>
      [0, 4, 8].map((start) => setOf(rows[start]!)),
    );
    expect(odd).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
  });

  it('goes through all rows of a data set before it takes one again', () => {
    const all = epochsOf('roundRobin', counts, 10).flatMap((rows) => [...rows]);
    const large = all.filter((row) => setOf(row) === 0);
    for (let start = 0; start + 10 <= large.length; start += 10) {
      expect(new Set(large.slice(start, start + 10)).size).toBe(10);
    }
  });

  it('has the same order however it is begun', () => {
    expect(epochsOf('roundRobin', counts, 7, 5)).toEqual(epochsOf('roundRobin', counts, 7).slice(4));
  });
});
