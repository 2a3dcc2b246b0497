/** The numbers of `randomUniform`: evenly spread, unrelated from step to step and from key to key. */
import { expect, test } from 'vitest';
import { drawUniform } from '../../../trainer/src/executors/counter-hash';

const size = 20_000;

function draw(counter: number, key: number): Float64Array {
  const values = new Float64Array(size);
  drawUniform(counter, key, values);
  return values;
}

/** Pearson's. */
function correlation(a: Float64Array, b: Float64Array): number {
  const product = a.reduce((total, value, at) => total + (value - 0.5) * (b[at]! - 0.5), 0);
  return (product / a.length) * 12;
}

/** Five standard deviations of a correlation of independent numbers. */
const chance = 5 / Math.sqrt(size);

test.each([
  [0, 0],
  [1, 0],
  [0, 1],
  [2 ** 32 - 1, 2 ** 53 - 1],
  [123_456, 789],
])('counter %d and key %d: uniform in [0, 1)', (counter, key) => {
  const values = draw(counter, key);
  const bins = new Float64Array(20);
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  for (const value of values) bins[Math.floor(value * bins.length)]! += 1;
  // Pearson's statistic of 19 degrees of freedom is above 50 once in 8,000 times.
  const expected = size / bins.length;
  const statistic = bins.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
  expect(statistic).toBeLessThan(50);
  const [head, tail] = [values.slice(0, -1), values.slice(1)];
  expect(Math.abs(correlation(head, tail))).toBeLessThan(chance);
});

test.each([
  ['the next step', [7, 5], [8, 5]],
  ['the next key', [7, 5], [7, 6]],
  ['step and key changed for each other', [7, 5], [5, 7]],
  ['a key that differs in its upper half', [7, 5], [7, 5 + 2 ** 40]],
] as const)('unrelated to %s', (_, [counter, key], [otherCounter, otherKey]) => {
  const both = correlation(draw(counter, key), draw(otherCounter, otherKey));
  expect(Math.abs(both)).toBeLessThan(chance);
});

test('steps are not shifted copies of each other', () => {
  const seen = new Set(draw(1, 5));
  const common = draw(2, 5).reduce((count, value) => count + Number(seen.has(value)), 0);
  // 20,000 numbers of 2^24 meet 20,000 others 24 times by chance.
  expect(common).toBeLessThan(60);
});
