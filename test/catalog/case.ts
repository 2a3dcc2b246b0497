/** What a declaration of the catalog computes, with the numbers that go in: what tests of all declarations go over. */
import { type Scope } from '../../catalog/declaration';
import { constant, feed, sizeOf, type Shape, type Tensor } from '../../graph';
import type { SourceValues } from './evaluate';

export interface Case {
  readonly title: string;
  readonly results: readonly Tensor[];
  /** Values of sources that are no free numbers: labels, masks, random draws. All others are drawn. */
  readonly fixed: SourceValues;
  /** The first result is trained through, so that its gradients must be right. */
  readonly trained: boolean;
  /** The free numbers are above zero: losses, moments, probabilities. */
  readonly positive: boolean;
}

export const all = <D>(declarations: object): readonly D[] => Object.values(declarations);

/** Uniform numbers in [0, 1) that fill a shape, the same for every run. */
export const spread = (shape: Shape): number[] =>
  Array.from({ length: sizeOf(shape) }, (_, i) => (i * 0.618034) % 1);

/** Layers and exchanges draw their random numbers into `fixed`. */
export const scopeOf = (fixed: Record<string, readonly number[]>, rows = 2): Scope => ({
  training: true,
  parameter: (name, shape) => feed(name, shape),
  random(name, shape) {
    fixed[name] = spread(shape);
    return feed(name, shape);
  },
  statistic: (name, shape) => ({ value: feed(name, shape), follow: () => {} }),
  counted() {
    // The last row only fills up the batch.
    fixed['counted'] = Array.from({ length: rows }, (_, row) => (row === rows - 1 ? 0 : 1));
    return feed('counted', [rows]);
  },
});

/** Rows that layers read: numbers, sequences of which some steps only fill rows up, and ids. */
export const readings: readonly Reading[] = [
  { shape: [2, 3, 5, 6] },
  { shape: [2, 4, 3] },
  { shape: [3, 4, 6], lengths: [4, 2, 0] },
  { shape: [5, 6] },
  { shape: [5, 784] },
  { shape: [3, 4], vocabulary: 6 },
  { shape: [3, 4], vocabulary: 6, lengths: [4, 1, 3] },
];

export interface Reading {
  readonly shape: Shape;
  readonly lengths?: readonly number[];
  readonly vocabulary?: number;
}

/** 1 for each of so many steps, 0 behind them: [rows, steps]. */
export const maskOf = (lengths: readonly number[], steps: number): Tensor =>
  constant(
    lengths.flatMap((length) => Array.from({ length: steps }, (_, step) => (step < length ? 1 : 0))),
    [lengths.length, steps],
  );
