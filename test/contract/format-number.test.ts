/** Numbers of tables have four digits that count; those of a line have three, as `Intl` writes them, whose tables take the editor forty milliseconds to load. */
import { describe, expect, test } from 'vitest';
import { formatBriefly, formatNumber } from '../../contract/format-number';

describe('in tables', () => {
  test.each([
    [0.123456, '0.1235'],
    [0.0438, '0.04380'],
    [0.000123456, '0.0001235'],
    [0.00001234, '1.23e-5'],
    [999.94, '999.9'],
    [999.96, '1,000'],
    [12345.6, '12,346'],
    [-1234567, '-1.23e+6'],
    [2.5e10, '2.50e+10'],
    [-3, '-3.000'],
    [0, '0'],
    [Infinity, '∞'],
    [-Infinity, '-∞'],
    [Number.NaN, '–'],
    [null, '–'],
    [undefined, '–'],
  ])('%s is %s', (value, words) => expect(formatNumber(value)).toBe(words));
});

describe('in a line', () => {
  const format = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

  test.each([
    0,
    1,
    -1,
    0.943,
    0.9999,
    12.345,
    999.5,
    1234,
    -1234,
    45_678.9,
    1_234_567,
    0.001234,
    -0.000_05,
    Number.NaN,
  ])('%d', (value) => {
    expect(formatBriefly(value)).toBe(format.format(value));
  });

  test('far from one by a power of ten', () => {
    expect(formatBriefly(1.2345e-7)).toBe('1.23e-7');
  });
});
