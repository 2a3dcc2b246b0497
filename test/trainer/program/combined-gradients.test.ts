/** Gradients that a weighting combines, against those of each task alone and the closed form of two tasks. */
import { expect, test } from 'vitest';
import type { NamedValues } from '../../../trainer/src/executors/executor';
import { isShared, slopesOf } from './slopes';
import { executors, openTraining, twoTasks } from './two-tasks';

const optimizer = 'adam(rate: 0.1)';
const close = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 4));

test.each(executors)('two tasks on $name', async (executor) => {
  const { slopes: left } = await slopesOf('equal', executor, { left: 1, right: 0 });
  const { slopes: right } = await slopesOf('equal', executor, { left: 0, right: 1 });
  const shared = Object.keys(left).filter(isShared);
  expect(shared.length).toBeGreaterThan(1);
  const product = (a: typeof left, b: typeof left): number =>
    shared.flatMap((name) => a[name]!.map((x, i) => x * b[name]![i]!)).reduce((all, x) => all + x);
  const [ll, lr, rr] = [product(left, left), product(left, right), product(right, right)];
  const ofLeft = Math.min(Math.max((rr - lr) / (ll + rr - 2 * lr), 0), 1);
  const cosine = lr / Math.sqrt(ll * rr);
  const expected: Record<string, readonly [number, number]> = {
    mgda: [ofLeft, 1 - ofLeft],
    pcgrad: cosine < 0 ? [1 - lr / ll, 1 - lr / rr] : [1, 1],
    // Nash with two tasks: α₁ = r α₂, r = √(g₂₂ / g₁₁), α₂ = (g₂₂ + g₁₂ r)^-½.
    'nashMtl(longest: 1000)': nash(ll, lr, rr),
  };
  for (const [weighting, [a, b]] of Object.entries(expected)) {
    const made = await slopesOf(weighting, executor, { left: 1, right: 1 });
    expect([...(made.outputs['weights'] as Float32Array)], weighting).toEqual(close([a, b]));
    for (const name of Object.keys(left).filter((one) => /weight$|bias$/.test(one))) {
      const sum = left[name]!.map((x, i) =>
        isShared(name) ? a * x + b * right[name]![i]! : x + right[name]![i]!,
      );
      expect(made.slopes[name], `${weighting}: ${name}`).toEqual(close(sum));
    }
  }
});

function nash(ll: number, lr: number, rr: number): [number, number] {
  const ratio = Math.sqrt(rr / ll);
  const second = (rr + lr * ratio) ** -0.5;
  return [ratio * second, second];
}

test('steps of a group are steps one by one', async () => {
  for (const weighting of ['pcgrad', 'gradVac', 'cagrad', 'gradDrop', 'dbMtl', 'gradNorm', 'famo', 'stch']) {
    const plan = await twoTasks({ optimizer, weighting });
    const states: NamedValues[] = [];
    for (const sizes of [[4], [1, 1, 2]]) {
      const { step, states: read } = await openTraining(plan, executors[1]!);
      for (const size of sizes) await step({ left: 1, right: 1 }, size);
      states.push(await read());
    }
    expect(states[1]).toEqual(states[0]);
  }
});
