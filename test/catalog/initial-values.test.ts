/** Initial values: their distributions, and that they follow from seed and name alone. */
import { expect, test } from 'vitest';
import { initialValues } from '../../catalog/model/initial-values';
import { randomNumbers } from '../../catalog/model/random-numbers';

const glorot = { kind: 'glorotUniform', fanIn: 300, fanOut: 100 } as const;
const shape = [300, 100];

const moments = (values: Iterable<number>) => {
  const list = [...values];
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length;
  return { mean, variance, least: Math.min(...list), most: Math.max(...list) };
};

const values = (seed: number, name: string) => [...initialValues(glorot, [4], seed, name)];

test('a constant fills', () => {
  expect([...initialValues({ kind: 'constant', value: 2 }, [2, 2], 1, 'x')]).toEqual([2, 2, 2, 2]);
});

test('values are as they are given', () => {
  const given = { kind: 'values', values: [0.5, 0.25, -1] } as const;
  expect([...initialValues(given, [1, 3], 1, 'x')]).toEqual([0.5, 0.25, -1]);
});

test('uniform in ±limit', () => {
  const { mean, variance, least, most } = moments(
    initialValues({ kind: 'uniform', limit: 0.25 }, shape, 7, 'w'),
  );
  expect(Math.abs(mean)).toBeLessThan(0.01);
  expect(variance / (0.25 ** 2 / 3)).toBeCloseTo(1, 1);
  expect(Math.max(-least, most)).toBeLessThanOrEqual(0.25);
  expect(Math.min(-least, most)).toBeGreaterThan(0.99 * 0.25);
});

test('Glorot: uniform in ±sqrt(6 / (fanIn + fanOut))', () => {
  const limit = Math.sqrt(6 / 400);
  const { mean, variance, least, most } = moments(initialValues(glorot, shape, 7, 'w'));
  expect(Math.abs(mean)).toBeLessThan((4 * limit) / Math.sqrt(3 * 30_000));
  expect(variance / (limit ** 2 / 3)).toBeCloseTo(1, 1);
  expect(least).toBeGreaterThan(-limit);
  expect(least).toBeLessThan(-0.99 * limit);
  expect(most).toBeLessThan(limit);
  expect(most).toBeGreaterThan(0.99 * limit);
});

test('He: normal with variance 2 / fanIn', () => {
  const weights = initialValues({ kind: 'heNormal', fanIn: 50 }, shape, 7, 'w');
  const { mean, variance } = moments(weights);
  expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(0.04 / 30_000));
  expect(variance / 0.04).toBeCloseTo(1, 1);
  const beyond = weights.filter((value) => Math.abs(value) > 2 * 0.2).length / weights.length;
  // Of a normal distribution 4.55 % lie beyond two deviations.
  expect(beyond).toBeCloseTo(0.0455, 2);
});

test('the same seed and name give the same values, any other others', () => {
  expect(values(1, 'a')).toEqual(values(1, 'a'));
  expect(values(2, 'a')).not.toEqual(values(1, 'a'));
  expect(values(1, 'b')).not.toEqual(values(1, 'a'));
  expect(values(11, '')).not.toEqual(values(1, '1'));
});

test('random numbers fill [0, 1) evenly and do not follow each other', () => {
  const next = randomNumbers(3, 'stream');
  const list = Array.from({ length: 50_000 }, next);
  const bins = Array.from({ length: 10 }, (_, i) => list.filter((u) => Math.floor(u * 10) === i).length);
  // Chi-squared with nine degrees of freedom is above 27.9 in one case out of a thousand.
  expect(bins.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0)).toBeLessThan(27.9);
  const pairs =
    list.slice(1).reduce((sum, u, i) => sum + (u - 0.5) * (list[i]! - 0.5), 0) / (list.length - 1);
  expect(Math.abs(pairs * 12)).toBeLessThan(4 / Math.sqrt(list.length));
});
