/** Other rates: what SciPy makes of a recording, and tones whose answer is known. */
import { describe, expect, test } from 'vitest';
import { resample } from '../../../data/sound/resample';
import { fixtures, recording } from './fixtures/recording';

const tone = (rate: number, hertz: number, seconds = 0.5): Float32Array =>
  Float32Array.from({ length: rate * seconds }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / rate));

/** Away from the ends, where the filter reaches beyond the recording. */
const middle = (samples: Float32Array): Float32Array =>
  samples.subarray(Math.floor(samples.length / 4), Math.ceil((samples.length * 3) / 4));

const largest = (samples: Float32Array): number =>
  samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

test.each(fixtures.resampled)('$from to $to as SciPy has it', ({ from, to, count, first, values }) => {
  const samples = resample(recording(from, 0.5), from, to);
  expect(samples).toHaveLength(count);
  for (const [index, value] of values.entries())
    expect(Math.abs(samples[first + index]! - value)).toBeLessThan(2e-4);
});

describe.each([
  [44_100, 16_000],
  [48_000, 8000],
  [16_000, 11_025],
  [8000, 16_000],
  // Rates that have no divisor in common, whose coefficients are too many to be kept.
  [15_991, 12_007],
])('%i to %i', (from, to) => {
  const top = Math.min(from, to) / 2;

  test.each([0.05, 0.4, 0.8])('a tone at %f of the highest frequency stays what it is', (share) => {
    const samples = middle(resample(tone(from, share * top), from, to));
    const start = Math.floor(Math.ceil((from * 0.5 * to) / from) / 4);
    const worst = samples.reduce((most, x, n) => {
      const is = Math.sin((2 * Math.PI * share * top * (start + n)) / to);
      return Math.max(most, Math.abs(x - is));
    }, 0);
    expect(worst).toBeLessThan(3e-4);
  });
});

test.each([
  [44_100, 16_000],
  [48_000, 8000],
  [16_000, 11_025],
  [15_991, 12_007],
])('from %i a tone that %i cannot hold is gone: 80 dB down', (from, to) => {
  const above = Math.min(1.05 * (to / 2), 0.49 * from);
  expect(largest(middle(resample(tone(from, above), from, to)))).toBeLessThan(1e-4);
});

test('the start is the same whether all is wanted or little', () => {
  const x = recording(44_100, 0.1);
  expect([...resample(x, 44_100, 16_000, 300)]).toEqual([...resample(x, 44_100, 16_000).subarray(0, 300)]);
});

test('the same rate changes nothing', () => {
  const x = recording(8000, 0.01);
  expect([...resample(x, 8000, 8000)]).toEqual([...x]);
});
