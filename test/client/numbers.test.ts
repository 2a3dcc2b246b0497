/** Results are written with three digits that count, as `Intl` writes them, whose tables take the editor forty milliseconds to load. */
import { expect, test, vi } from 'vitest';
import { shortNumber } from '../../client/src/infrastructure/numbers';

vi.mock('vscode', () => ({}));

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
  expect(shortNumber(value)).toBe(format.format(value));
});

test('far from one by a power of ten', () => {
  expect(shortNumber(1.2345e-7)).toBe('1.23e-7');
});
