/** What is said of networks' predictions: their average, how far apart they are, what changed, and what was right. */
import { describe, expect, it } from 'vitest';
import {
  averageOf,
  disagreementOf,
  precisionOf,
  saySame,
} from '../../../trainer/src/cotrain/compare-predictions';

const pool = (reads: 'class' | 'truth' | 'numbers', width: number, ...networks: number[][]) => ({
  reads,
  width,
  networks: networks.map((network) => Float32Array.from(network)),
});

it('averages and measures the distance from the average', () => {
  const two = pool('numbers', 1, [1, 3], [2, 7]);
  expect([...averageOf(two)]).toEqual([1.5, 5]);
  // Distances .5, 2 on both sides: sqrt((.25 + 4 + .25 + 4) / 4).
  expect(disagreementOf(two)).toBeCloseTo(Math.sqrt(8.5 / 4), 12);
  expect(disagreementOf(pool('numbers', 1, [], []))).toBe(0);
});

describe('two averages say the same', () => {
  it.each([
    ['class', 2, [0.6, 0.4, 0.1, 0.9], [0.9, 0.1, 0.4, 0.6], true],
    ['class', 2, [0.6, 0.4, 0.1, 0.9], [0.9, 0.1, 0.6, 0.4], false],
    ['truth', 1, [0.6, 0.2], [0.9, 0.4], true],
    ['truth', 1, [0.6, 0.2], [0.4, 0.4], false],
    ['numbers', 1, [1, 2], [1.0005, 2], true],
    ['numbers', 1, [1, 2], [1.01, 2], false],
  ] as const)('%s of width %d: %j and %j: %s', (reads, width, a, b, same) => {
    expect(saySame(Float32Array.from(a), Float32Array.from(b), pool(reads, width, [...a]))).toBe(same);
  });
});

describe('precision', () => {
  const labels = { values: Float32Array.of(3, 1, 4), width: 1, mask: Uint8Array.of(1, 1, 1) };
  const passed = [
    { row: 0, label: [4], confidence: 1 },
    { row: 1, label: [1], confidence: 1 },
    { row: 2, label: [1], confidence: 1 },
  ];
  it('is the share of right labels of the rows that they are for', () => {
    const rows = Int32Array.of(2, 1, 0);
    expect(precisionOf(passed, rows, labels, 'class')).toEqual({ precision: 2 / 3, precisionRows: 3 });
  });
  it('is not known without labels and for numbers', () => {
    expect(precisionOf([], Int32Array.of(), labels, 'class')).toEqual({ precision: null, precisionRows: 0 });
    expect(precisionOf(passed, Int32Array.of(0, 1, 2), labels, 'numbers').precision).toBeNull();
  });
});
