/** GradNorm against the numbers of METHODS, and where its weights come to rest. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { weigh } from './weigh';

const { gradNorm } = catalog.weightings;
const close = (numbers: readonly number[], digits = 4) =>
  numbers.map((number) => expect.closeTo(number, digits));

/** Of J = [[-4, 1, 1], [6, 1, 1]]. */
const norms = [Math.sqrt(18), Math.sqrt(38)];

describe('with rates of ⅔ and 4/3 and α = 1.5', () => {
  const given = { losses: [1, 4], norms, moved: { first: [1, 2] } };
  const { moved, weights, objective } = weigh(gradNorm, { alpha: 1.5, rate: 0.01 }, given);

  it('goes along ∂ Σ |Gᵢ - Ḡ rᵢ^α| / ∂ wᵢ = (4.2426, -6.1644)', () => {
    // Sums of Adam's before its first step are zero, so that they hold the first slope; at w = 1 that of log w is that of w.
    expect(moved['sum']).toEqual(close([4.2426, -6.1644]));
  });

  it('weighs the losses of this step as before, and those of the next by what it learned', () => {
    expect([weights, objective]).toEqual([[1, 1], 5]);
    const [a, b] = [Math.exp(-0.01), Math.exp(0.01)];
    expect(moved['weight']).toEqual(close([(2 * a) / (a + b), (2 * b) / (a + b)], 6));
  });

  it('keeps the first losses', () => {
    expect(moved['first']).toEqual([1, 2]);
    expect(weigh(gradNorm, { alpha: 1.5, rate: 0.01 }, { losses: [3, 5], norms }).moved['first']).toEqual([
      3, 5,
    ]);
  });
});

it.each([
  ['of norms 1 and 100', [1, 100], [1.9802, 0.0198]],
  ['of norms 1 and 10', [1, 10], [1.8182, 0.1818]],
  ['of three tasks', [3, 1, 2], [6 / 11, 18 / 11, 9 / 11]],
])('weights %s come to rest where all are the same', (_, norms, rest) => {
  let moved: Readonly<Record<string, readonly number[]>> = {};
  for (let step = 0; step < 800; step++)
    moved = weigh(gradNorm, { alpha: 1.5, rate: 0.01 }, { losses: norms.map(() => 1), norms, moved }).moved;
  for (const [task, weight] of moved['weight']!.entries()) expect(weight / rest[task]!).toBeCloseTo(1, 1);
  expect(moved['weight']!.reduce((sum, weight) => sum + weight)).toBeCloseTo(norms.length, 6);
});

test('a task without labels keeps its weight, and the others share what they had', () => {
  const { moved } = weigh(
    gradNorm,
    { alpha: 0, rate: 0.1 },
    { losses: [1, 1, 0], norms: [1, 9, 0], present: [1, 1, 0], moved: { weight: [1.5, 0.3, 1.2] } },
  );
  expect(moved['weight']![0]! + moved['weight']![1]!).toBeCloseTo(1.8, 6);
});
