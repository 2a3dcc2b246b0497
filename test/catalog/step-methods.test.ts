/** What methods that act in every step make of scores and losses, against closed forms and numbers worked out by hand. */
import { describe, expect, it, test } from 'vitest';
import { crossEntropyOf, jsDivergence, klDivergence } from '../../catalog/common/divergences';
import { deepCotraining } from '../../catalog/cotraining/deep-cotraining';
import { fixMatch } from '../../catalog/cotraining/fix-match';
import { meanTeacher } from '../../catalog/cotraining/mean-teacher';
import { mutual } from '../../catalog/cotraining/mutual';
import type { TeachingStep } from '../../catalog/declaration';
import {
  constant,
  exp,
  feed,
  gradients,
  log,
  matmul,
  multiply,
  reshape,
  slice,
  type Tensor,
} from '../../graph';
import { evaluate, type SourceValues } from './evaluate';

const [rows, classes] = [3, 4];
const scores = [
  [0.3, -1.2, 2, 0.1, 1, 1, -0.5, 0, 0.2, 0.4, -3, 1.5],
  [1.3, 0.2, -1, 0.7, 0, 2, 0.5, -1, 0.9, -0.4, 1, 0.1],
];

const softmaxOf = (z: readonly number[], T = 1): number[][] =>
  Array.from({ length: rows }, (_, row) => {
    const powers = z.slice(row * classes, (row + 1) * classes).map((each) => Math.exp(each / T));
    const total = powers.reduce((a, b) => a + b);
    return powers.map((each) => each / total);
  });
const kl = (p: readonly number[], q: readonly number[]) =>
  p.reduce((total, each, c) => total + each * Math.log(each / q[c]!), 0);
const entropy = (p: readonly number[]) => -p.reduce((total, each) => total + each * Math.log(each), 0);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

describe('divergences', () => {
  const [p, q] = scores.map((z) => softmaxOf(z)) as [number[][], number[][]];
  const tensors = [p, q].map((each) => log(constant(each.flat(), [rows, classes])));

  it('KL and cross-entropy are as they are defined', () => {
    const [divergence, cross] = evaluate(
      [klDivergence(tensors[0]!, tensors[1]!), crossEntropyOf(exp(tensors[0]!), tensors[1]!)],
      {},
    );
    for (let row = 0; row < rows; row++) {
      expect(divergence![row]).toBeCloseTo(kl(p[row]!, q[row]!), 10);
      // H(p, q) = H(p) + KL(p ‖ q).
      expect(cross![row]).toBeCloseTo(entropy(p[row]!) + kl(p[row]!, q[row]!), 10);
    }
  });

  it('JS is the mean KL from the mean, 0 of what is equal and log 2 of what has nothing in common', () => {
    const [divergence] = evaluate([jsDivergence(tensors)], {});
    for (let row = 0; row < rows; row++) {
      const m = p[row]!.map((each, c) => (each + q[row]![c]!) / 2);
      expect(divergence![row]).toBeCloseTo((kl(p[row]!, m) + kl(q[row]!, m)) / 2, 10);
    }
    const [same] = evaluate([jsDivergence([tensors[0]!, tensors[0]!])], {});
    expect(Math.max(...same!.map(Math.abs))).toBeLessThan(1e-12);
    const apart = [constant([0, -60], [1, 2]), constant([-60, 0], [1, 2])];
    expect(evaluate([jsDivergence(apart)], {})[0]![0]).toBeCloseTo(Math.LN2, 10);
  });
});

/** Two networks of one layer, z = x W, on three rows of which the last only fills the batch up. */
const x = feed('x', [rows, 2]);
const weights = [feed('left', [2, classes]), feed('right', [2, classes])];
const linear = (inputs: Tensor) => weights.map((w) => matmul(inputs, w));

/** The loss of a row is its first score. */
const answersOf = (made: readonly Tensor[]) => ({
  scores: made,
  losses: made.map((z) => reshape(slice(z, 1, 0, 1), [rows])),
});

const stepOf = (change: Partial<TeachingStep> = {}): TeachingStep => ({
  scores: scores.map((_, k) => feed(`z${k}`, [rows, classes])),
  losses: [feed('left', [rows]), feed('right', [rows])],
  labelled: constant([1, 0, 0], [rows]),
  counted: constant([1, 1, 0], [rows]),
  epoch: feed('epoch', []),
  inputs: { x },
  on: ({ x: other }) => answersOf(linear(other!)),
  distort: () => ({ x }),
  ...change,
});
const given: SourceValues = { z0: scores[0]!, z1: scores[1]! };

describe.each([1, 2.5])('mutual at temperature %d', (temperature) => {
  const step = stepOf();
  const { extra } = mutual.teach({ temperature }, step);
  const [p, q] = scores.map((z) => softmaxOf(z, temperature)) as [number[][], number[][]];

  it('adds T² times both divergences, averaged over the rows that count', () => {
    const expected = mean([0, 1].map((row) => kl(q[row]!, p[row]!) + kl(p[row]!, q[row]!)));
    expect(evaluate([extra!], given)[0]![0]).toBeCloseTo(temperature ** 2 * expected, 10);
  });

  it('moves each network towards the other one as it stands: T (pₖ - pⱼ), and nothing that fills the batch up', () => {
    const [left] = evaluate(gradients(extra!, [step.scores[0]!]), given);
    const expected = p.flatMap((probabilities, row) =>
      probabilities.map((each, c) => (row < 2 ? (temperature * (each - q[row]![c]!)) / 2 : 0)),
    );
    for (const [at, slope] of left!.entries()) expect(slope).toBeCloseTo(expected[at]!, 10);
  });
});

test('mutual learning of three networks averages over the two others of each', () => {
  const three = [...scores, scores[0]!.toReversed()];
  const values = Object.fromEntries(three.map((z, k) => [`z${k}`, z]));
  const step = stepOf({ scores: three.map((_, k) => feed(`z${k}`, [rows, classes])) });
  const p = three.map((z) => softmaxOf(z));
  const sum = [0, 1].map((row) =>
    p
      .flatMap((a, i) => p.flatMap((b, j) => (i === j ? [] : kl(a[row]!, b[row]!))))
      .reduce((s, each) => s + each),
  );
  expect(evaluate([mutual.teach({ temperature: 1 }, step).extra!], values)[0]![0]).toBeCloseTo(
    mean(sum) / 2,
    10,
  );
});

describe('deep co-training', () => {
  const values = {
    x: [0.4, -0.3, 1.1, 0.2, 5, 5],
    left: [0.5, -0.2, 0.3, 0.9, -0.7, 0.1, 0.2, 0.4],
    right: [-0.3, 0.8, 0.1, -0.5, 0.6, -0.1, 0.4, 0.3],
  };
  const step = stepOf({ scores: linear(x) });
  const extraOf = (lambda: number, difference: number, size = 0.02) =>
    deepCotraining.teach({ lambda, difference, step: size }, step).extra!;
  const scoresAt = (at: readonly number[], k: 'left' | 'right') =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: classes }, (__, c) =>
        [0, 1].reduce((sum, i) => sum + at[2 * row + i]! * values[k][classes * i + c]!, 0),
      ),
    ).flat();
  const at = (k: 'left' | 'right', inputs: readonly number[] = values.x) => softmaxOf(scoresAt(inputs, k));

  it('counts how far the networks disagree on the one unlabelled row', () => {
    const [p, q] = [at('left')[1]!, at('right')[1]!];
    const m = p.map((each, c) => (each + q[c]!) / 2);
    expect(evaluate([extraOf(3, 0)], values)[0]![0]).toBeCloseTo((3 * (kl(p, m) + kl(q, m))) / 2, 8);
  });

  it('holds each network to what the other says of rows that mislead the other', () => {
    const size = 0.3;
    /** Each number moved down the slope of the largest log probability, found by differences. */
    const misled = (k: 'left' | 'right') =>
      values.x.map((value, index) => {
        const surest = (moved: number) => {
          const row = index >> 1;
          const c = at(k)[row]!.indexOf(Math.max(...at(k)[row]!));
          return Math.log(at(k, values.x.with(index, value + moved))[row]![c]!);
        };
        return value - size * Math.sign(surest(1e-6) - surest(-1e-6));
      });
    const expected = mean(
      [0, 1].map((row) =>
        [
          [at('left')[row]!, at('right', misled('left'))[row]!],
          [at('right')[row]!, at('left', misled('right'))[row]!],
        ].reduce((total, [p, q]) => total + entropy(p!) + kl(p!, q!), 0),
      ),
    );
    expect(evaluate([extraOf(0, 0.5, size)], values)[0]![0]).toBeCloseTo(0.5 * expected, 8);
  });

  it('has the gradient that differences show', () => {
    const extra = extraOf(1, 0.5, 0.1);
    const [slope] = evaluate(gradients(extra, [weights[0]!]), values);
    for (const index of [0, 3, 6]) {
      const moved = (by: number) =>
        evaluate([extra], { ...values, left: values.left.with(index, values.left[index]! + by) })[0]![0]!;
      expect(slope![index]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 6);
    }
  });
});

describe('methods that distort rows', () => {
  const values = {
    x: [0.4, -0.3, 1.1, 0.2, 5, 5],
    left: [0.5, -0.2, 0.3, 0.9, -0.7, 0.1, 0.2, 0.4],
    right: [-0.3, 0.8, 0.1, -0.5, 0.6, -0.1, 0.4, 0.3],
    epoch: [2],
  };
  const byStrength = { weak: 3, strong: -2 };
  const step = stepOf({
    scores: linear(x),
    on: ({ x: other }, parameters) =>
      answersOf(
        weights.map((w) => matmul(other!, parameters === 'average' ? multiply(w, constant(0.5)) : w)),
      ),
    distort: (strength) => ({ x: multiply(x, constant(byStrength[strength])) }),
  });
  const given = (k: 'left' | 'right', factor: number) =>
    softmaxOf(
      Array.from({ length: rows * classes }, (_, at) =>
        [0, 1].reduce(
          (sum, i) =>
            sum +
            factor * values.x[2 * Math.floor(at / classes) + i]! * values[k][classes * i + (at % classes)]!,
          0,
        ),
      ),
    );

  it.each([0.2, 0.9])(
    'FixMatch learns the class of the mean of weak rows in strong ones, from %d on',
    (threshold) => {
      const { extra, losses: descended } = fixMatch.teach({ threshold, weight: 2 }, step);
      const weak = answersOf(linear(multiply(x, constant(3)))).losses;
      expect(evaluate([...descended!], values)).toEqual(evaluate(weak, values));
      // The second row is the only one without a label that counts.
      const [p, q] = [given('left', 3)[1]!, given('right', 3)[1]!];
      const average = p.map((each, c) => (each + q[c]!) / 2);
      const surest = Math.max(...average);
      expect(surest).toBeGreaterThan(0.4);
      expect(surest).toBeLessThan(0.9);
      const c = average.indexOf(surest);
      const losses = (['left', 'right'] as const).map((k) => -Math.log(given(k, -2)[1]![c]!));
      const expected = threshold < surest ? 2 * (losses[0]! + losses[1]!) : 0;
      expect(evaluate([extra!], values)[0]![0]).toBeCloseTo(expected, 8);
    },
  );

  it('the mean teacher measures squares from what running means say, more and more', () => {
    const { extra } = meanTeacher.teach({ decay: 0.9, weight: 4, ramp: 5 }, step);
    const target = [0, 1].map((row) =>
      given('left', 1.5)[row]!.map((each, c) => (each + given('right', 1.5)[row]![c]!) / 2),
    );
    const distances = (['left', 'right'] as const).flatMap((k) =>
      [0, 1].map((row) =>
        given(k, 3)[row]!.reduce((sum, each, c) => sum + (each - target[row]![c]!) ** 2, 0),
      ),
    );
    const sum = distances.reduce((total, each) => total + each) / 2;
    for (const [epoch, w] of [
      [0, 4 * Math.exp(-5)],
      [2, 4 * Math.exp(-5 * 0.36)],
      [5, 4],
      [50, 4],
    ])
      expect(evaluate([extra!], { ...values, epoch: [epoch!] })[0]![0]).toBeCloseTo(w! * sum, 8);
  });

  it('what teaches is not moved itself', () => {
    const teacher = feed('teacher', [2, classes]);
    const apart = {
      ...step,
      on: ({ x: other }: Readonly<Record<string, Tensor>>, parameters?: 'own' | 'average') =>
        answersOf(parameters === 'average' ? weights.map(() => matmul(other!, teacher)) : linear(other!)),
    };
    const { extra } = meanTeacher.teach({ decay: 0.9, weight: 4, ramp: 1 }, apart);
    const slopes = evaluate(gradients(extra!, [teacher, weights[0]!]), { ...values, teacher: values.right });
    expect(slopes[0]!.every((slope) => slope === 0)).toBe(true);
    expect(slopes[1]!.some((slope) => slope !== 0)).toBe(true);
  });
});
