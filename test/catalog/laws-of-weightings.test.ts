/** Laws that weightings of gradients declare, on gradients by chance: about any order, harm, and linearity (METHODS; TorchJD's tests). */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../catalog';
import type { Law, WeightingDeclaration } from '../../catalog/declaration';
import { createLcg } from '../support/lcg';
import { combine, dot, type Rows } from './combine';
import { direct } from './direct';
import { call } from './plans';

const all = Object.values<WeightingDeclaration>(catalog.weightings);
const keeping = (law: Law) => all.filter((one) => 'keeps' in one && one.keeps.includes(law));

/** The update from rows g_i. */
function update(weighting: WeightingDeclaration, rows: Rows): readonly number[] {
  const { args } = call('weightings', weighting.example);
  if (weighting.needs === 'gramian') return combine(weighting, rows, { args }).d;
  if (weighting.needs === 'coordinates') return direct(weighting, args, rows);
  throw new Error(`${weighting.name} makes no update of gradients`);
}

/** Gradients of two to four tasks, of lengths far apart. */
function examples(seed: number): readonly Rows[] {
  const random = createLcg(seed);
  return Array.from({ length: 24 }, (_, trial) =>
    Array.from({ length: 2 + (trial % 3) }, (__, task) =>
      Array.from({ length: 6 }, () => (random() - 0.45) * (task === 1 ? 4 : 1)),
    ),
  );
}

const length = (d: readonly number[]) => Math.hypot(...d);
const scaled = (rows: Rows, factors: readonly number[]): Rows =>
  rows.map((row, i) => row.map((x) => x * factors[i]!));

describe('the order of the tasks is no matter', () => {
  it.each(keeping('anyOrder'))('$name', (weighting) => {
    for (const rows of examples(3)) {
      const d = update(weighting, rows);
      const turned = update(weighting, [...rows.slice(1), rows[0]!]);
      const swapped = update(weighting, rows.toReversed());
      const close = d.map((x) => expect.closeTo(x, 4));
      expect([turned, swapped]).toEqual([close, close]);
    }
  });
});

describe('no task is harmed', () => {
  it.each(keeping('harmsNone'))('$name', (weighting) => {
    for (const rows of examples(17)) {
      const d = update(weighting, rows);
      for (const row of rows) expect(dot(row, d) / (length(row) * length(d))).toBeGreaterThan(-1e-3);
    }
  });
});

describe('the update is linear in factors of the gradients', () => {
  it.each(keeping('linear'))('$name', (weighting) => {
    const random = createLcg(5);
    for (const rows of examples(5)) {
      const [a, b] = [0, 1].map(() => rows.map(() => 0.5 + random())) as [number[], number[]];
      const sum = update(
        weighting,
        scaled(
          rows,
          a.map((x, i) => x + 2 * b[i]!),
        ),
      );
      const [ofA, ofB] = [a, b].map((factors) => update(weighting, scaled(rows, factors))) as [
        number[],
        number[],
      ];
      const apart = sum.map((x, at) => x - ofA[at]! - 2 * ofB[at]!);
      expect(length(apart) / length(sum)).toBeLessThan(2e-3);
    }
  });
});

it('fairGrad and nashMtl do not care how losses are scaled', () => {
  const { fairGrad, nashMtl } = catalog.weightings;
  for (const rows of examples(9)) {
    const factors = rows.map((_, i) => [10, 0.1, 3, 0.5][i]!);
    for (const [weighting, args] of [
      [fairGrad, { alpha: 1 }],
      [nashMtl, { longest: 1e6 }],
    ] as const) {
      const { w } = combine(weighting, rows, { args });
      const { w: ofScaled } = combine(weighting, scaled(rows, factors), { args });
      for (const [i, x] of ofScaled.entries()) expect((x * factors[i]!) / w[i]!).toBeCloseTo(1, 2);
    }
  }
});
