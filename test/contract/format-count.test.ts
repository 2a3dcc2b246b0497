/** Whole numbers are written as `Intl` writes them. */
import { expect, test } from 'vitest';
import { formatCount } from '../../contract/format-count';

test.each([0, 7, 999, 1000, 5518, 123_456, 1_234_567, 12.5, -0.4, -1234.5, -999, 9_007_199_254_740_991])(
  '%d',
  (value) => {
    // Nobody counts down to a zero with a sign.
    expect(formatCount(value)).toBe((Math.round(value) + 0).toLocaleString('en-US'));
  },
);
