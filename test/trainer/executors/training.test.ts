/** Whole training steps against PyTorch from the same start, and against themselves cut into other groups. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  createOnnxExecutor,
  onnxExecutor,
  referenceExecutor,
  type Executor,
} from '../../../trainer/src/executors';
import { steps, trainNet } from './train-net';

/** By net and optimizer, then by task: the loss of each step. */
const fixtures = JSON.parse(readFileSync(new URL('fixtures/losses.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, number[]>
>;

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
      const { losses } = await trainNet(executor, net, optimizer);
      for (const [task, expected] of Object.entries(fixtures[name]!)) {
        expect(losses[task]).toHaveLength(steps);
        for (const [step, loss] of expected.entries()) {
          expect(Math.abs(losses[task]![step]! - loss), `${task}, step ${step}`).toBeLessThan(1e-4);
        }
      }
    },
  );

  test('and with the reference interpreter', async () => {
    const { losses } = await trainNet(referenceExecutor, 'mlp', 'adam');
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
      const first = await trainNet(executor, 'cnn', 'adam', { group: 20, count: 20, threads });
      const second = await trainNet(executor, 'cnn', 'adam', { group: 7, count: 20, threads });
      expect(second).toEqual(first);
    },
  );
});
