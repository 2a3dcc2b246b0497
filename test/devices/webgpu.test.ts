/**
 * WebGPU computes what the interpreter computes, on whatever Vulkan driver there is; `npm test` takes one that needs no graphics
 * card. The file runs in a process of its own: a driver that ends it fails these tests and nothing else.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { webgpuExecutor } from '../../trainer/src/executors';
import { testOps } from '../trainer/executors/op-agreement';
import { testSessions } from '../trainer/executors/session-contract';
import { trainNet } from '../trainer/executors/train-net';

/** WebGPU promises sines and cosines to 2^-11 only, and one of the loops makes sines. */
describe('every op', () => {
  testOps(webgpuExecutor, { sin: 2 ** -11, cos: 2 ** -11, scan: 2 ** -11 });
});

describe('sessions', () => {
  testSessions(webgpuExecutor, { checksIndices: false });
});

const fixtures = JSON.parse(
  readFileSync(new URL('../trainer/executors/fixtures/losses.json', import.meta.url), 'utf8'),
) as Record<string, Record<string, number[]>>;

describe('losses agree with PyTorch', () => {
  test.each(['mlp sgd', 'mlp adam', 'cnn sgd', 'cnn adam'] as const)('%s', async (name) => {
    const [net, optimizer] = name.split(' ') as ['mlp' | 'cnn', 'sgd' | 'adam'];
    const { losses } = await trainNet(webgpuExecutor, net, optimizer);
    for (const [task, expected] of Object.entries(fixtures[name]!)) {
      for (const [step, loss] of expected.entries()) {
        expect(Math.abs(losses[task]![step]! - loss), `${task}, step ${step}`).toBeLessThan(1e-4);
      }
    }
  });
});

test('training is repeatable to the last digit, however the steps are grouped', async () => {
  const first = await trainNet(webgpuExecutor, 'cnn', 'adam', { group: 20, count: 20 });
  const second = await trainNet(webgpuExecutor, 'cnn', 'adam', { group: 7, count: 20 });
  expect(second).toEqual(first);
});
