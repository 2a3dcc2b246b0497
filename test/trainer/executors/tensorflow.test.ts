/** TensorFlow computes what the interpreter computes, where tfjs-node is; `npm test` builds it where it can. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tensorflowExecutor } from '../../../trainer/src/executors';
import { findTensorFlow } from '../../../trainer/src/executors/tensorflow/find-tensorflow';
import { testOps } from './op-agreement';
import { testSessions } from './session-contract';
import { trainNet } from './train-net';

const fixtures = JSON.parse(readFileSync(new URL('fixtures/losses.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, number[]>
>;

describe.skipIf('missing' in findTensorFlow())('TensorFlow', () => {
  test('is found', async () => {
    expect(await tensorflowExecutor.version()).toMatch(/^@tensorflow\/tfjs-node(-gpu)? \d/);
  });

  describe('every op', () => {
    testOps(tensorflowExecutor);
  });

  describe('sessions', () => {
    testSessions(tensorflowExecutor);
  });

  test.each(['mlp sgd', 'mlp adam', 'cnn sgd', 'cnn adam'] as const)(
    '%s: losses agree with PyTorch',
    async (name) => {
      const [net, optimizer] = name.split(' ') as ['mlp' | 'cnn', 'sgd' | 'adam'];
      const { losses } = await trainNet(tensorflowExecutor, net, optimizer);
      for (const [task, expected] of Object.entries(fixtures[name]!)) {
        for (const [step, loss] of expected.entries()) {
          expect(Math.abs(losses[task]![step]! - loss), `${task}, step ${step}`).toBeLessThan(1e-4);
        }
      }
    },
  );

  test('training is repeatable to the last digit, however the steps are grouped', async () => {
    const first = await trainNet(tensorflowExecutor, 'cnn', 'adam', { group: 20, count: 20 });
    const second = await trainNet(tensorflowExecutor, 'cnn', 'adam', { group: 7, count: 20 });
    expect(second).toEqual(first);
  });
});
