/** FAMO against the numbers of METHODS and its own equations written out. */
import { expect, test } from 'vitest';
import { catalog } from '../../catalog';
import { weigh } from './weigh';

const { famo } = catalog.weightings;
const args = { rate: 0.025, decay: 0.001 };
const close = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 5));

test('the first step of losses 1 and 2 has the weights ⅔ and ⅓', () => {
  const { weights, ofLosses } = weigh(famo, args, { losses: [1, 2] });
  expect(weights).toEqual(close([2 / 3, 1 / 3]));
  expect(ofLosses).toEqual(close(weights));
});

test('weights add up to 1, and are z / L but for that', () => {
  const logit = [0.3, -0.5, 1];
  const losses = [0.2, 7, 3];
  const { weights, objective } = weigh(famo, args, { losses, moved: { logit } });
  const parts = softmax(logit).map((z, i) => z / losses[i]!);
  const total = parts.reduce((sum, part) => sum + part, 0);
  expect(weights).toEqual(close(parts.map((part) => part / total)));
  const logarithms = softmax(logit).reduce((sum, z, i) => sum + z * Math.log(losses[i]!), 0);
  expect(objective).toBeCloseTo(logarithms / total, 5);
});

/** PyTorch's Adam: w ← w - η m̂ / (√v̂ + ε), of a gradient to which the decay γ w is added. */
test('steps of Adam move ξ as it is written out, from what each loss fell', () => {
  const steps = [
    { losses: [1, 2, 0.5], after: [0.9, 1.9, 0.5] },
    { losses: [0.9, 1.8, 0.6], after: [0.95, 1.2, 0.3] },
    { losses: [0.7, 1.1, 0.4], after: [0.6, 1.1, 0.2] },
  ];
  const strong = { rate: 0.1, decay: 0.2 };
  let moved: Readonly<Record<string, readonly number[]>> = {};
  let logit = [0, 0, 0];
  let [m, v] = [logit, logit];
  for (const [step, { losses, after }] of steps.entries()) {
    moved = weigh(famo, strong, { losses, after, moved }).moved;
    const z = softmax(logit);
    const fell = losses.map((loss, i) => Math.log(loss) - Math.log(after[i]!));
    const slopes = z.map((_, i) =>
      z.reduce((sum, zj, j) => sum + fell[j]! * zj * ((i === j ? 1 : 0) - z[i]!), 0.2 * logit[i]!),
    );
    m = m.map((each, i) => 0.9 * each + 0.1 * slopes[i]!);
    v = v.map((each, i) => 0.999 * each + 0.001 * slopes[i]! ** 2);
    const [left1, left2] = [1 - 0.9 ** (step + 1), 1 - 0.999 ** (step + 1)];
    logit = logit.map((each, i) => each - (0.1 * m[i]!) / left1 / (Math.sqrt(v[i]! / left2) + 1e-8));
    expect(moved['logit']).toEqual(close(logit));
  }
  expect(logit[2]).toBeLessThan(logit[0]!);
});

function softmax(z: readonly number[]): readonly number[] {
  const powers = z.map(Math.exp);
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
