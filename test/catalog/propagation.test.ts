/** Label propagation against the goldens of its formula, and its rules about who agrees, order and limit. */
import { describe, expect, it, test } from 'vitest';
import { propagation } from '../../catalog/cotraining/propagation';
import { roundOf } from './rounds';

const pass = (
  args: Partial<{ sigma: number; confidence: number; take: number }>,
  reads: 'class' | 'truth' | 'numbers',
  width: number,
  networks: readonly (readonly number[])[],
  limit = true,
) =>
  propagation.pass(
    { sigma: 0.5, confidence: 0.9, take: 20, ...args },
    roundOf({ reads, width, networks: networks.map((network) => Float32Array.from(network)) }, { limit }),
  ).passed;

describe('the confidence exp(-‖Δ‖² / 2σ²)', () => {
  it.each([
    [0, 1],
    [0.5, 0.882497],
    [1, 0.606531],
    [2, 0.135335],
    [3, 0.011109],
  ])('at %d sigma', (distance, confidence) => {
    const sigma = 0.25;
    // Two networks on both sides of their average, each `distance` sigma away from it.
    const [passed] = pass({ sigma, confidence: 0 }, 'numbers', 1, [[distance * sigma], [-distance * sigma]]);
    expect(passed!.confidence).toBeCloseTo(confidence, 6);
    expect(passed!.label).toEqual([0]);
  });
});

test('classes: the label is the likeliest class of the average, and the point is that class for certain', () => {
  const [passed] = pass({ confidence: 0 }, 'class', 3, [
    [0.1, 0.8, 0.1],
    [0.3, 0.4, 0.3],
  ]);
  expect(passed!.label).toEqual([1]);
  // The less certain network: (0.3, 0.4, 0.3) is √0.54 away from (0, 1, 0).
  expect(passed!.confidence).toBeCloseTo(Math.exp(-0.54 / (2 * 0.25)), 6);
});

test('truths: each is rounded on its own', () => {
  const [passed] = pass({ confidence: 0 }, 'truth', 2, [
    [0.9, 0.2],
    [0.8, 0.1],
  ]);
  expect(passed!.label).toEqual([1, 0]);
  expect(passed!.confidence).toBeCloseTo(Math.exp(-(0.2 ** 2 + 0.1 ** 2) / 0.5), 6);
});

test('one network that disagrees is enough to keep a row back', () => {
  const sure = [0, 1];
  expect(pass({}, 'class', 2, [sure, sure, sure])).toHaveLength(1);
  expect(pass({}, 'class', 2, [sure, sure, [0.6, 0.4]])).toHaveLength(0);
});

test('the surest rows come first, equal ones by their place, and no more than `take`', () => {
  const left = [0.97, 0.99, 0.95, 0.99, 0.2];
  const rows = left.flatMap((p) => [p, 1 - p]);
  const networks = [rows, rows];
  expect(pass({ take: 3 }, 'class', 2, networks).map(({ row }) => row)).toEqual([1, 3, 0]);
  expect(pass({ take: 3 }, 'class', 2, networks, false).map(({ row }) => row)).toEqual([1, 3, 0, 2]);
});

test('an empty pool passes nothing', () => expect(pass({}, 'class', 2, [[], []])).toEqual([]));
