/** Numbers below float32's normal ones count as zero wherever steps are computed, because some processors take many times as long for them. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { constant, feed, multiply, state, type Program } from '../../../graph';
import { createOnnxExecutor, onnxExecutor } from '../../../trainer/src/executors';

const x = feed('x', [4]);
const s = state('s', [8]);
const squareAndShrink: Program = {
  feeds: { x },
  states: { s: { source: s, next: multiply(s, constant(0.1)) } },
  outputs: { square: multiply(x, x) },
};

/** 1e-40 is one of them. */
const tiny = 1e-20;

const cases = [
  ['many steps a call', onnxExecutor, 1],
  ['step by step', createOnnxExecutor(0), 1],
  ['step by step', createOnnxExecutor(0), 2],
] as const;

test.runIf(process.arch === 'x64').each(cases)(
  'kernels of the engine and of updates make zero of them, %s',
  async (_, executor, threads) => {
    const session = await executor.prepare(squareAndShrink, { threads });
    await session.writeStates({ s: new Float32Array(8).fill(1e-36) });
    const { square } = await session.run({ x: Float32Array.of(1, tiny, 2, tiny) }, 1);
    expect([...square!]).toEqual([1, 0, 4, 0]);
    expect((await session.readStates())['s']![0]).toBeCloseTo(1e-37, 42);
    await session.run({ x: new Float32Array(8) }, 2);
    expect([...(await session.readStates())['s']!]).toEqual(Array.from({ length: 8 }, () => 0));
    await session.dispose();
  },
);

/** Windows gives a new thread the settings of the processor that a process begins with. */
test.runIf(process.arch === 'x64' && process.platform !== 'win32')(
  'threads that are started behind the engine do so too',
  async () => {
    await (await onnxExecutor.prepare(squareAndShrink, { threads: 1 })).dispose();
    const product = `const { parentPort, workerData: [a, b] } = require('node:worker_threads');
      parentPort.postMessage(Math.fround(Math.fround(a * b) * b));`;
    const worker = new Worker(product, { eval: true, workerData: [1e10, 1e-25] });
    const [result] = (await once(worker, 'message')) as [number];
    expect(result).toBe(0);
  },
);
