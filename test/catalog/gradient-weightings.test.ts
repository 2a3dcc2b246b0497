/** Weightings of gradients against the numbers of their papers and of TorchJD's tests (METHODS), and the laws that they keep. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import type { GradientWeighting, WeightingDeclaration } from '../../catalog/declaration';
import { createLcg } from '../support/lcg';
import { feed } from '../../graph';
import { along, combine, dot, type Rows } from './combine';
import { evaluate } from './evaluate';

const { mgda, upgrad, pcgrad, gradVac, imtl, cagrad, alignedMtl, nashMtl, fairGrad, dbMtl } =
  catalog.weightings;
const close = (numbers: readonly number[], digits = 3) =>
  numbers.map((number) => expect.closeTo(number, digits));

const J: Rows = [
  [-4, 1, 1],
  [6, 1, 1],
];

describe('J = [[-4, 1, 1], [6, 1, 1]]', () => {
  const far = { longest: 100 };
  it.each<[string, GradientWeighting, object, readonly number[], readonly number[]]>([
    ['upgrad', upgrad, {}, [1.1109, 0.7894], [0.2929, 1.9004, 1.9004]],
    ['mgda', mgda, {}, [0.6, 0.4], [0, 1, 1]],
    ['pcgrad', pcgrad, {}, [2.2222, 1.5789], [0.5848, 3.8012, 3.8012]],
    ['gradVac with its first goals', gradVac, { beta: 0.5 }, [2.2222, 1.5789], [0.5848, 3.8012, 3.8012]],
    ['imtl', imtl, {}, [0.5923, 0.4077], [0.0767, 1, 1]],
    [
      'cagrad .5, times 1 + c',
      cagrad,
      { c: 0.5 },
      [0.7041 / 1.5, 0.5 / 1.5],
      [0.1835 / 1.5, 1.2041 / 1.5, 1.2041 / 1.5],
    ],
    [
      'cagrad .4, times 1 + c',
      cagrad,
      { c: 0.4 },
      [0.6633 / 1.4, 0.5 / 1.4],
      [0.3468 / 1.4, 1.1633 / 1.4, 1.1633 / 1.4],
    ],
    ['alignedMtl', alignedMtl, {}, [0.5591, 0.4083], [0.2133, 0.9673, 0.9673]],
    ['nashMtl', nashMtl, { longest: 1 }, [0.5915 / 1.4147, 0.4071 / 1.4147], [0.0542, 0.7061, 0.7061]],
    ['nashMtl, as long as it is', nashMtl, far, [0.5915, 0.4071], [0.0766, 0.9985, 0.9985]],
    ['fairGrad 1', fairGrad, { alpha: 1 }, [0.5915, 0.4071], [0.0766, 0.9985, 0.9985]],
    ['fairGrad 2', fairGrad, { alpha: 2 }, [0.4714, 0.3195], [0.0314, 0.7909, 0.7909]],
    ['fairGrad .5', fairGrad, { alpha: 0.5 }, [0.7428, 0.5254], [0.1812, 1.2682, 1.2682]],
  ])('%s', (_, weighting, args, weights, update) => {
    const { w, d } = combine(weighting, J, { args });
    expect(w).toEqual(close(weights));
    expect(d).toEqual(close(update));
  });
});

describe('dbMtl', () => {
  it('brings the gradients of the logarithms of losses 1 and 2 to one length', () => {
    const { w, d } = combine(dbMtl, [J[0]!, J[1]!.map((x) => x / 2)]);
    expect([w[0]!, w[1]! / 2]).toEqual(close([1, 0.6882]));
    expect(d).toEqual(close([0.1295, 1.6882, 1.6882]));
  });

  it('lets a share of β / t^σ of the running means stay', () => {
    const stays = dbMtl.stays!({ beta: 0.8, sigma: 0.5 }, feed('updates', [3]));
    const [shares] = evaluate([stays], { updates: [1, 4, 100] });
    expect(shares).toEqual(close([0.8, 0.4, 0.08]));
  });
});

describe('gradVac', () => {
  const goal = [0, 0.5, 0.5, 0];

  it('turns a gradient to the goal, and renews the goal', () => {
    const { w, d, moved } = combine(gradVac, [J[0]!, [0, 0, 0]], { args: { beta: 0.5 }, moved: { goal } });
    expect([w, d]).toEqual([[1, 1], J[0]]);
    expect(moved['goal']).toEqual(goal);
  });

  it('adds .79381 of the second gradient where the goal is .5', () => {
    const { w, moved } = combine(gradVac, J, { args: { beta: 0.5 }, moved: { goal } });
    // The second is turned too, by ‖g₂‖ / ‖g₁‖ as much: both cosines are the same.
    const ofFirst = w[1]! - 1;
    const ofSecond = w[0]! - 1;
    expect(ofFirst).toBeCloseTo(0.79381, 4);
    expect(ofSecond / ofFirst).toBeCloseTo(38 / 18, 4);
    expect(moved['goal']).toEqual(close([0, (0.5 - 0.84119) / 2, (0.5 - 0.84119) / 2, 0], 4));
  });
});

test('nashMtl and fairGrad meet their equations', () => {
  const random = createLcg(3);
  for (let trial = 0; trial < 20; trial++) {
    const rows = Array.from({ length: 4 }, () => Array.from({ length: 6 }, () => random() - 0.5));
    for (const alpha of [0.5, 1, 3]) {
      const { w, d } = combine(fairGrad, rows, { args: { alpha } });
      for (const [i, row] of rows.entries()) expect(dot(row, d) * w[i]! ** (1 / alpha)).toBeCloseTo(1, 3);
    }
  }
});

test('nashMtl does not care how losses are scaled', () => {
  const scaled = J.map((row, i) => row.map((x) => x * [10, 0.1][i]!));
  const { w } = combine(nashMtl, J, { args: { longest: 100 } });
  const { w: ofScaled } = combine(nashMtl, scaled, { args: { longest: 100 } });
  expect(ofScaled).toEqual(close(w.map((x, i) => x / [10, 0.1][i]!)));
});

const length = (x: readonly number[]) => Math.sqrt(dot(x, x));

/** Second source: thousands of mixtures, of which none may be better. */
test('mgda and cagrad find the least of their objectives', () => {
  const random = createLcg(9);
  for (let trial = 0; trial < 6; trial++) {
    const rows = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => random() - 0.5));
    const mean = along(rows, [1 / 3, 1 / 3, 1 / 3]);
    const found = combine(mgda, rows);
    expect(found.w.reduce((all, x) => all + x)).toBeCloseTo(1, 5);
    const averse = combine(cagrad, rows, { args: { c: 0.5 } });
    const gain = (d: readonly number[]) => Math.min(...rows.map((row) => dot(row, d)));
    const whole = averse.d.map((x) => x * 1.5);
    expect(length(whole.map((x, i) => x - mean[i]!))).toBeLessThan(0.5 * length(mean) + 1e-4);
    for (let a = 0; a <= 40; a++)
      for (let b = 0; a + b <= 40; b++) {
        const mixed = along(rows, [a / 40, b / 40, (40 - a - b) / 40]);
        expect(length(found.d)).toBeLessThan(length(mixed) + 1e-4);
        const reach = (0.5 * length(mean)) / length(mixed);
        expect(gain(whole)).toBeGreaterThan(gain(mean.map((x, i) => x + reach * mixed[i]!)) - 1e-3);
      }
  }
});

const all = Object.values<WeightingDeclaration>(catalog.weightings).filter((one) => one.needs === 'gramian');
const usual: Record<string, object> = {
  cagrad: { c: 0.5 },
  gradVac: { beta: 0.5 },
  nashMtl: { longest: 1 },
  fairGrad: { alpha: 1 },
};

describe.each(all)('$name', (weighting) => {
  const args = usual[weighting.name] ?? {};

  it('does not see a task without labels: as if there were only the others', () => {
    const without = combine(weighting, J, { args, uniform: [0.1, 0.2, 0.3, 0.4] });
    const uniform = [0.1, 0.2, 0.9, 0.3, 0.4, 0.9, 0.5, 0.6, 0.7];
    const masked = combine(weighting, [...J, [9, 9, 9]], { args, present: [1, 1, 0], uniform });
    expect(masked.w).toEqual(close([...without.w, 0], 5));
  });

  it.each([
    ['no task has labels', J, [0, 0]],
    ['one task has labels', J, [0, 1]],
    [
      'gradients are zero',
      [
        [0, 0],
        [0, 0],
      ],
      [1, 1],
    ],
    [
      'one gradient is zero',
      [
        [0, 0],
        [3, 4],
      ],
      [1, 1],
    ],
    [
      'gradients are the same',
      [
        [3, 4],
        [3, 4],
      ],
      [1, 1],
    ],
    [
      'gradients are opposite',
      [
        [3, 4],
        [-3, -4],
      ],
      [1, 1],
    ],
    [
      'gradients are tiny',
      [
        [1e-9, 2e-9],
        [-1e-9, 3e-9],
      ],
      [1, 1],
    ],
    [
      'gradients are huge',
      [
        [1e9, 2e9],
        [-1e9, 3e9],
      ],
      [1, 1],
    ],
    [
      'there are five tasks',
      [
        [1, 0, 2],
        [0, 1, -1],
        [-1, -1, 0],
        [2, 1, 1],
        [0, -3, 1],
      ],
      [1, 1, 1, 1, 1],
    ],
  ] as const)('stays finite where %s', (_, rows, present) => {
    const { w } = combine(weighting, rows, { args, present });
    expect(w.every(Number.isFinite)).toBe(true);
  });

  it('follows the only task that has labels', () => {
    const { w, d } = combine(weighting, J, { args, present: [0, 1] });
    expect(w[0]).toBe(0);
    expect(dot(d, J[1]!)).toBeGreaterThan(0);
  });
});

test('cagrad harms no task where c is 1', () => {
  const random = createLcg(17);
  for (let trial = 0; trial < 30; trial++) {
    const rows = Array.from({ length: 2 + (trial % 3) }, () =>
      Array.from({ length: 5 }, () => random() - 0.5),
    );
    const { d } = combine(cagrad, rows, { args: { c: 1 } });
    expect(Math.min(...rows.map((row) => dot(row, d)))).toBeGreaterThan(-2e-3);
  }
});
