/** ONNX Runtime and the reference interpreter mean the same by every op, over several steps at once. */
import { describe, expect, test } from 'vitest';
import { feed, sizeOf, type DType, type Program } from '../../../graph';
import {
  onnxExecutor,
  referenceExecutor,
  type NamedValues,
  type Values,
} from '../../../trainer/src/executors';
import { opCases, type InputCase, type OpCase } from '../../graph/op-cases';
import { createLcg } from '../../support/lcg';

const steps = 3;

describe('the executors agree', () => {
  test.each(opCases.map((one) => [`${one.op}: ${one.of}`, one] as const))('%s', async (_, one) => {
    const { program, feeds } = programOf(one);
    const [native, reference] = await Promise.all(
      [onnxExecutor, referenceExecutor].map(async (executor) => {
        const session = await executor.prepare(program, { threads: 1 });
        const { y } = await session.run(feeds, steps);
        await session.dispose();
        return y!;
      }),
    );
    expect(native!.constructor).toBe(reference!.constructor);
    expect(native!.length).toBe(reference!.length);
    const exact = one.op === 'randomUniform' || !(native instanceof Float32Array);
    for (const [at, value] of Array.from(reference!, Number).entries()) {
      const tolerance = exact ? 0 : 1e-5 * Math.max(1, Math.abs(value));
      expect(
        Math.abs(Number(native![at]) - value),
        `element ${at}, ${native![at]} and ${value}`,
      ).toBeLessThanOrEqual(tolerance);
    }
  });
});

function programOf({ inputs, build }: OpCase): { program: Program; feeds: NamedValues } {
  const next = createLcg(11);
  const tensors = inputs.map(({ shape, dtype }, at) => feed(`x${at}`, shape, dtype));
  return {
    program: {
      feeds: Object.fromEntries(tensors.map((tensor, at) => [`x${at}`, tensor])),
      states: {},
      outputs: { y: build(...tensors) },
    },
    feeds: Object.fromEntries(inputs.map((input, at) => [`x${at}`, draw(input, next)])),
  };
}

function draw({ shape, dtype, low, high }: InputCase, next: () => number): Values {
  const values = Array.from({ length: sizeOf(shape) * steps }, () => low + next() * (high - low));
  const make: Record<DType, () => Values> = {
    float32: () => Float32Array.from(values),
    int64: () => BigInt64Array.from(values, (value) => BigInt(Math.floor(value))),
    bool: () => Uint8Array.from(values, Math.floor),
  };
  return make[dtype]();
}
