/** TensorFlow computes what the interpreter computes, where tfjs-node is; `npm test` builds it where it can. */
import { describe, expect, test } from 'vitest';
import { tensorflowExecutor } from '../../../trainer/src/executors';
import { findTensorFlow } from '../../../trainer/src/executors/tensorflow/find-tensorflow';
import { farFromPyTorch, fixtureNames } from './losses-of-pytorch';
import { testOps } from './op-agreement';
import { testSessions } from './session-contract';
import { trainNet } from './train-net';

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

  test.each(fixtureNames)('%s: losses agree with PyTorch', async (name) => {
    const [net, optimizer] = name.split(' ') as ['mlp' | 'cnn', 'sgd' | 'adam'];
    const { losses } = await trainNet(tensorflowExecutor, net, optimizer);
    expect(farFromPyTorch(name, losses)).toEqual([]);
  });

  test('training is repeatable to the last digit, however the steps are grouped', async () => {
    const first = await trainNet(tensorflowExecutor, 'cnn', 'adam', { group: 20, count: 20 });
    const second = await trainNet(tensorflowExecutor, 'cnn', 'adam', { group: 7, count: 20 });
    expect(second).toEqual(first);
  });
});
