/**
 * WebGPU computes what the interpreter computes, on whatever Vulkan driver there is; `npm test` takes one that needs no graphics
 * card. The file runs in a process of its own: a driver that ends it fails these tests and nothing else.
 */
import { describe, expect, test } from 'vitest';
import { webgpuExecutor } from '../../trainer/src/executors';
import { holdDevice } from '../support/held-device';
import { farFromPyTorch, fixtureNames } from '../trainer/executors/losses-of-pytorch';
import { testOps } from '../trainer/executors/op-agreement';
import { testSessions } from '../trainer/executors/session-contract';
import { trainNet } from '../trainer/executors/train-net';

/** Each opens the device anew, which every other session of a trainer would find open. */
describe('sessions', () => {
  testSessions(webgpuExecutor, { checksIndices: false });
});

describe('on one device', () => {
  holdDevice(webgpuExecutor);

  /** WebGPU promises sines and cosines to 2^-11 only, and one of the loops makes sines. */
  describe('every op', () => {
    testOps(webgpuExecutor, { sin: 2 ** -11, cos: 2 ** -11, scan: 2 ** -11 });
  });

  describe('training', () => {
    /** A net with an optimizer is trained once for all tests, in groups of 20 steps. */
    const trained = new Map<string, ReturnType<typeof trainNet>>();
    const lossesOf = async (name: string) => {
      const [net, optimizer] = name.split(' ') as ['mlp' | 'cnn', 'sgd' | 'adam'];
      if (!trained.has(name)) trained.set(name, trainNet(webgpuExecutor, net, optimizer));
      return (await trained.get(name)!).losses;
    };

    test.each(fixtureNames)('agrees with PyTorch: %s', async (name) => {
      expect(farFromPyTorch(name, await lossesOf(name))).toEqual([]);
    });

    // Steps would be recorded once, if they could be: docs/performance.md.
    test('the runtime does not record steps', async () => {
      const { InferenceSession } = await import('onnxruntime-node');
      const recording = { name: 'webgpu', enableGraphCapture: '1' };
      const opening = InferenceSession.create(new Uint8Array(), { executionProviders: [recording] });
      await expect(opening).rejects.toThrow('unrecognized option');
    });

    // A loss follows from all states after the step before it.
    test('is repeatable to the last digit, however the steps are grouped', async () => {
      const first = await lossesOf('cnn adam');
      const second = await trainNet(webgpuExecutor, 'cnn', 'adam', { group: 7, count: 21 });
      for (const [task, losses] of Object.entries(second.losses))
        expect(losses).toEqual(first[task]!.slice(0, 21));
    });
  });
});
