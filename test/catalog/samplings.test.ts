/** Shares of data sets: each sampling by hand, and what holds of all of them. */
import { describe, expect, it, test } from 'vitest';
import { catalog, lookUp } from '../../catalog';
import type { SamplingDeclaration } from '../../catalog/declaration';
import { call } from './plans';

function sharesOf(written: string, rows: readonly number[]): readonly number[] {
  const { name, args } = call('samplings', written);
  return (lookUp('samplings', name) as SamplingDeclaration).shares(args as never, rows);
}

/** 16 and 9 have the roots 4 and 3, 64 the third root 4 and 8 the third root 2. */
test.each([
  ['proportional', [60, 20], [0.75, 0.25]],
  ['uniform', [60, 20], [0.5, 0.5]],
  ['uniform', [60, 0, 20, 1, 1], [0.25, 0, 0.25, 0.25, 0.25]],
  ['temperature(1)', [60, 20], [0.75, 0.25]],
  ['temperature(2)', [16, 9], [4 / 7, 3 / 7]],
  ['temperature(3)', [64, 0, 8], [4 / 6, 0, 2 / 6]],
  ['roundRobin', [60, 20], [0.5, 0.5]],
] as const)('%s of %j', (written, rows, shares) => {
  sharesOf(written, rows).forEach((share, set) => expect(share).toBeCloseTo(shares[set]!, 12));
});

test('a high temperature is nearly uniform', () => {
  for (const share of sharesOf('temperature(1e6)', [100000, 10, 1])) expect(share).toBeCloseTo(1 / 3, 4);
});

describe.each(Object.values<SamplingDeclaration>(catalog.samplings))('$name', ({ example }) => {
  it('gives parts of one whole', () => {
    const shares = sharesOf(example, [1, 7, 250, 3]);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    expect(Math.min(...shares)).toBeGreaterThan(0);
  });

  it('takes nothing of a data set without rows, and all of the only one', () => {
    expect(sharesOf(example, [0, 5])).toEqual([0, 1]);
    expect(sharesOf(example, [5])).toEqual([1]);
  });

  it('takes as many rows of data sets of the same size', () => {
    expect(sharesOf(example, [40, 40])).toEqual([0.5, 0.5]);
  });

  it('takes no fewer rows of the larger data set', () => {
    const [large, small] = sharesOf(example, [30, 10]);
    expect(large).toBeGreaterThanOrEqual(small!);
  });
});
