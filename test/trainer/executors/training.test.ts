/** Whole training steps against PyTorch from the same start, and against themselves cut into other groups. */
import { describe, expect, test } from 'vitest';
import {
  createOnnxExecutor,
  onnxExecutor,
  referenceExecutor,
  type Executor,
} from '../../../trainer/src/executors';
import { farFromPyTorch, fixtureNames } from './losses-of-pytorch';
import { trainNet } from './train-net';

const modes: readonly (readonly [string, Executor])[] = [
  ['many steps a call', onnxExecutor],
  ['step by step', createOnnxExecutor(0)],
];

describe('losses agree with PyTorch', () => {
  test.each(modes.flatMap(([mode, executor]) => fixtureNames.map((name) => [name, mode, executor] as const)))(
    '%s, %s',
    async (name, _, executor) => {
      const [net, optimizer] = name.split(' ') as ['mlp' | 'cnn', 'sgd' | 'adam'];
      const { losses } = await trainNet(executor, net, optimizer);
      expect(farFromPyTorch(name, losses)).toEqual([]);
    },
  );

  test('and with the reference interpreter', async () => {
    const { losses } = await trainNet(referenceExecutor, 'mlp', 'adam');
    expect(farFromPyTorch('mlp adam', losses)).toEqual([]);
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
