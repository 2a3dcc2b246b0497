/** Whole training steps against PyTorch from the same start, and against themselves cut into other groups. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  createOnnxExecutor,
  onnxExecutor,
  referenceExecutor,
  type Executor,
  type NamedValues,
} from '../../../trainer/src/executors';
import { batches, cnn, drawStart, mlp, trainingProgram } from './nets';

/** By net and optimizer, then by task: the loss of each step. */
const fixtures = JSON.parse(readFileSync(new URL('fixtures/losses.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, number[]>
>;

const nets = { mlp, cnn };
const steps = 50;

/** Losses of every step, trained in groups of `group` steps; the batches come round again and again. */
async function train(
  executor: Executor,
  name: keyof typeof nets,
  optimizer: 'sgd' | 'adam',
  { group = 20, count = steps, threads = 1 } = {},
): Promise<{ losses: Record<string, number[]>; states: NamedValues }> {
  const program = trainingProgram(nets[name], optimizer);
  const start = drawStart(nets[name], program);
  const session = await executor.prepare(program, { threads });
  await session.writeStates(start.states);
  const losses: Record<string, number[]> = { crossEntropy: [], squaredError: [] };
  for (let step = 0; step < count; step += group) {
    const now = Math.min(group, count - step);
    const results = await session.run(repeatBatches(start.feeds, step, now), now);
    for (const [task, values] of Object.entries(losses)) values.push(...Array.from(results[task]!, Number));
  }
  const states = await session.readStates();
  await session.dispose();
  return { losses, states };
}

function repeatBatches(feeds: NamedValues, from: number, count: number): NamedValues {
  const repeated = Object.entries(feeds).map(([name, values]) => {
    const size = values.length / batches;
    const all = new (values.constructor as typeof Float32Array)(size * count);
    for (let step = 0; step < count; step++) {
      const at = ((from + step) % batches) * size;
      all.set(values.subarray(at, at + size) as Float32Array, step * size);
    }
    return [name, all] as const;
  });
  return Object.fromEntries(repeated);
}

const modes: readonly (readonly [string, Executor])[] = [
  ['many steps a call', onnxExecutor],
  ['step by step', createOnnxExecutor(0)],
];
const fixtureNames = ['mlp sgd', 'mlp adam', 'cnn sgd', 'cnn adam'] as const;

describe('losses agree with PyTorch', () => {
  test.each(modes.flatMap(([mode, executor]) => fixtureNames.map((name) => [name, mode, executor] as const)))(
    '%s, %s',
    async (name, _, executor) => {
      const [net, optimizer] = name.split(' ') as ['mlp' | 'cnn', 'sgd' | 'adam'];
      const { losses } = await train(executor, net, optimizer);
      for (const [task, expected] of Object.entries(fixtures[name]!)) {
        expect(losses[task]).toHaveLength(steps);
        for (const [step, loss] of expected.entries()) {
          expect(Math.abs(losses[task]![step]! - loss), `${task}, step ${step}`).toBeLessThan(1e-4);
        }
      }
    },
  );

  test('and with the reference interpreter', async () => {
    const { losses } = await train(referenceExecutor, 'mlp', 'adam');
    for (const [task, expected] of Object.entries(fixtures['mlp adam']!)) {
      for (const [step, loss] of expected.entries()) {
        expect(Math.abs(losses[task]![step]! - loss), `${task}, step ${step}`).toBeLessThan(1e-4);
      }
    }
  });
});

describe('training is repeatable', () => {
  test.each(modes.flatMap(([mode, executor]) => [1, 2].map((threads) => [mode, threads, executor] as const)))(
    'to the last digit, %s, with %d threads, however the steps are grouped',
    async (_, threads, executor) => {
      const first = await train(executor, 'cnn', 'adam', { group: 20, count: 20, threads });
      const second = await train(executor, 'cnn', 'adam', { group: 7, count: 20, threads });
      expect(second).toEqual(first);
    },
  );
});
