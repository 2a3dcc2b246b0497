/** Weightings that need more of the gradients than their products, against the gradients of each task alone. */
import { expect, test } from 'vitest';
import { isShared, numbers, slopesOf } from './slopes';
import { executors, openTraining, twoTasks } from './two-tasks';

const close = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 4));
const both = { left: 1, right: 1 };

/** Gradients of each task alone, and the names of what is trained, shared and not. */
async function alone(executor: (typeof executors)[number]) {
  const left = await slopesOf('equal', executor, { left: 1, right: 0 });
  const right = await slopesOf('equal', executor, { left: 0, right: 1 });
  const trained = Object.keys(left.slopes).filter((name) => /weight$|bias$/.test(name));
  const mean = (values: typeof left, task: number) =>
    Number(values.outputs['losses']![task]) / Number(values.outputs['counts']![task]);
  const length = ({ slopes }: typeof left) =>
    Math.hypot(...trained.filter(isShared).flatMap((name) => slopes[name]!));
  return {
    left: left.slopes,
    right: right.slopes,
    shared: trained.filter(isShared),
    own: trained.filter((name) => !isShared(name)),
    losses: [mean(left, 0), mean(right, 1)] as const,
    lengths: [length(left), length(right)] as const,
  };
}

test.each(executors)(
  'dbMtl on $name: gradients of logarithms, of one length where both reach',
  async (executor) => {
    const { left, right, shared, own, losses, lengths } = await alone(executor);
    const { slopes, outputs, after } = await slopesOf('dbMtl(beta: 0.5)', executor, both);
    const [a, b] = [lengths[0] / losses[0], lengths[1] / losses[1]];
    // Half of the means that were 0 before stays.
    const longest = Math.max(a, b) / 2;
    expect(shared.length).toBeGreaterThan(1);
    for (const name of shared)
      expect(slopes[name], name).toEqual(
        close(left[name]!.map((x, i) => longest * (x / lengths[0] + right[name]![i]! / lengths[1]))),
      );
    for (const name of own)
      expect(slopes[name], name).toEqual(
        close(left[name]!.map((x, i) => x / losses[0] + right[name]![i]! / losses[1])),
      );
    const scales = [longest / (a / 2), longest / (b / 2)];
    expect([...(outputs['weights'] as Float32Array)]).toEqual(
      close(scales.map((scale, i) => scale / losses[i]!)),
    );
    for (const [task, gradients, loss] of [
      ['left', left, losses[0]],
      ['right', right, losses[1]],
    ] as const)
      for (const name of shared)
        expect(numbers(after, `weighting/mean/${task}/${name}`)).toEqual(
          close(gradients[name]!.map((x) => x / loss / 2)),
        );
  },
);

test.each(executors)(
  'gradDrop on $name: each coordinate keeps one sign where both reach',
  async (executor) => {
    const { left, right, shared, own } = await alone(executor);
    const { slopes } = await slopesOf('gradDrop', executor, both);
    const { slopes: leaking } = await slopesOf('gradDrop(leak: 1)', executor, both);
    const signs = new Set<number>();
    for (const name of shared) {
      expect(leaking[name]).toEqual(close(left[name]!.map((x, i) => x + right[name]![i]!)));
      for (const [i, made] of slopes[name]!.entries()) {
        const [x, y] = [left[name]![i]!, right[name]![i]!];
        // Where they agree it is their sum, else the one or the other.
        const choices = x * y > 0 ? [x + y] : [x, y];
        const nearest = Math.min(...choices.map((choice) => Math.abs(choice - made)));
        expect(nearest, `${name}: ${made} of ${x} and ${y}`).toBeLessThan(1e-4);
        if (x * y < 0) signs.add(Math.sign(made));
      }
    }
    expect(signs).toEqual(new Set([1, -1]));
    for (const name of own)
      expect(slopes[name]).toEqual(close(left[name]!.map((x, i) => x + right[name]![i]!)));
  },
);

test.each(executors)(
  'gradNorm on $name: weights move by the norms over the layer that both reach',
  async (executor) => {
    const { lengths } = await alone(executor);
    const { after, outputs } = await slopesOf('gradNorm(alpha: 0)', executor, both);
    expect([...(outputs['weights'] as Float32Array)]).toEqual([1, 1]);
    const [a, b] = lengths;
    expect(Math.abs(a - b)).toBeGreaterThan(0.01);
    // Σ |Gᵢ - Ḡ| falls where the longer one becomes shorter.
    const sign = Math.sign(a - b);
    expect(numbers(after, 'weighting/sum')).toEqual(close([sign * a, -sign * b]));
    const [down, up] = [Math.exp(-0.025), Math.exp(0.025)].map(
      (x) => (2 * x) / (Math.exp(-0.025) + Math.exp(0.025)),
    );
    expect(numbers(after, 'weighting/weight')).toEqual(close(sign > 0 ? [down!, up!] : [up!, down!]));
  },
);

test('dbMtl goes on from the running means of the step before, and only with a label of the task', async () => {
  const plan = await twoTasks({ optimizer: 'sgd(rate: 1e-30)', weighting: 'dbMtl(beta: 0.5)' });
  const { step, states } = await openTraining(plan, executors[1]!);
  const name = 'trunk/1.dense/weight';
  const means = async () => {
    const now = await states();
    return ['left', 'right'].map((task) => numbers(now, `weighting/mean/${task}/${name}`));
  };
  await step(both);
  const first = await means();
  await step({ left: 1, right: 0 });
  const second = await means();
  // Nothing is moved, so that the gradients are the same: ½ g, then ¾ g.
  expect(second[0]).toEqual(close(first[0]!.map((x) => 1.5 * x)));
  expect(second[1]).toEqual(first[1]);
});
