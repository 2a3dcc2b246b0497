/**
 * The founding document's co-training loop, with ordinary least squares as learners, so that the rule alone is on trial: K networks
 * with 20 rows of their own each, 500 rows without labels, noise 1. All numbers are means over seeded repetitions.
 */
import { describe, expect, it } from 'vitest';
import { propagation } from '../../../catalog/cotraining/propagation';
import { roundOf } from '../../catalog/rounds';
import { createLcg } from '../../support/lcg';
import { disagreementOf } from '../../../trainer/src/cotrain/compare-predictions';

const [width, own, shared, seeds, rounds] = [5, 20, 500, 60, 50];

interface Outcome {
  readonly single: number;
  readonly coTrained: number;
  readonly disagreement: readonly [first: number, last: number];
  readonly accepted: readonly [first: number, last: number];
}

function coTrain(networks: number, seed: number): Outcome {
  const random = normals(seed);
  const vector = () => Array.from({ length: width }, random);
  const w = vector();
  const label = (x: readonly number[]) => dot(w, x) + random();
  const rows = Array.from({ length: networks }, () =>
    Array.from({ length: own }, () => {
      const x = vector();
      return { x, y: label(x) };
    }),
  );
  const pool = Array.from({ length: shared }, vector);
  /** Excess risk of a linear predictor: inputs are standard normal, so it is the squared distance of the coefficients. */
  const risk = (fits: readonly number[][]) => {
    const mean = fits[0]!.map((_, i) => fits.reduce((sum, fit) => sum + fit[i]!, 0) / fits.length);
    return mean.reduce((sum, value, i) => sum + (value - (w[i] ?? 0)) ** 2, 0);
  };
  let fits = rows.map((labelled) => leastSquares(labelled));
  const single = fits.reduce((sum, fit) => sum + risk([fit]), 0) / networks;
  const disagreements: number[] = [];
  const accepted: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const predictions = {
      reads: 'numbers' as const,
      width: 1,
      networks: fits.map((fit) => Float32Array.from(pool, (x) => dot(fit, [...x, 1]))),
    };
    disagreements.push(disagreementOf(predictions));
    const { passed } = propagation.pass({ sigma: 1, confidence: 0.9, take: shared }, roundOf(predictions));
    accepted.push(passed.length / shared);
    const labels = passed.map(({ row, label: [y] }) => ({ x: pool[row]!, y: y! }));
    fits = rows.map((labelled) => leastSquares([...labelled, ...labels]));
  }
  return { single, coTrained: risk(fits), disagreement: ends(disagreements), accepted: ends(accepted) };
}

describe.each([
  { networks: 2, ratio: 0.5 },
  { networks: 3, ratio: 0.33 },
])('$networks networks', ({ networks, ratio }) => {
  const outcomes = Array.from({ length: seeds }, (_, seed) => coTrain(networks, seed + 1));
  const mean = (read: (outcome: Outcome) => number) =>
    outcomes.reduce((sum, outcome) => sum + read(outcome), 0) / seeds;

  it(`brings the excess risk below ${ratio} of a single network’s`, () => {
    expect(mean(({ coTrained }) => coTrained) / mean(({ single }) => single)).toBeLessThan(ratio);
  });
  it('makes them agree: disagreement falls ten times, and nearly all rows are accepted in the end', () => {
    expect(mean(({ disagreement }) => disagreement[0] / disagreement[1])).toBeGreaterThan(10);
    expect(mean(({ accepted }) => accepted[0])).toBeLessThan(0.85);
    expect(mean(({ accepted }) => accepted[1])).toBeGreaterThan(0.99);
  });
});

const ends = (values: readonly number[]) => [values[0]!, values.at(-1)!] as const;

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Standard normal numbers (Box & Muller). */
function normals(seed: number): () => number {
  const uniform = createLcg(seed * 7919);
  for (let i = 0; i < 10; i++) uniform();
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Coefficients and intercept, by the normal equations and Gaussian elimination with pivoting. */
function leastSquares(rows: readonly { readonly x: readonly number[]; readonly y: number }[]): number[] {
  const size = width + 1;
  const system = Array.from({ length: size }, () => Array.from({ length: size + 1 }, () => 0));
  for (const { x, y } of rows) {
    const line = [...x, 1];
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) system[i]![j]! += line[i]! * line[j]!;
      system[i]![size]! += line[i]! * y;
    }
  }
  for (let column = 0; column < size; column++) {
    const below = system.slice(column);
    const pivot = below.reduce((best, row) =>
      Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best,
    );
    system[system.indexOf(pivot)] = system[column]!;
    system[column] = pivot;
    for (const row of system) {
      if (row === pivot) continue;
      const factor = row[column]! / pivot[column]!;
      for (let j = column; j <= size; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  return system.map((row, i) => row[size]! / row[i]!);
}
