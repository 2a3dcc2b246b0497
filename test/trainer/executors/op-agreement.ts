/** An executor means the same by every op as the reference interpreter, over several steps at once. */
import { expect, test } from 'vitest';
import { feed, sizeOf, type DType, type OpName, type Program } from '../../../graph';
import {
  referenceExecutor,
  type Executor,
  type NamedValues,
  type Values,
} from '../../../trainer/src/executors';
import { opCases, type InputCase, type OpCase } from '../../graph/op-cases';
import { createLcg } from '../../support/lcg';

const steps = 3;

/** Declares a test for each use of an op. `tolerances` are for ops that a device computes less exactly than float32 can. */
export function testOps(executor: Executor, tolerances: { readonly [Op in OpName]?: number } = {}): void {
  test.each(opCases.map((one) => [`${one.op}: ${one.of}`, one] as const))('%s', async (_, one) => {
    const { program, feeds } = programOf(one);
    const [found, reference] = await Promise.all(
      [executor, referenceExecutor].map(async (each) => {
        const session = await each.prepare(program, { threads: 1 });
        const { y } = await session.run(feeds, steps);
        await session.dispose();
        return y!;
      }),
    );
    expect(found!.constructor).toBe(reference!.constructor);
    expect(found!.length).toBe(reference!.length);
    const exact = one.op === 'randomUniform' || !(found instanceof Float32Array);
    for (const [at, value] of Array.from(reference!, Number).entries()) {
      const tolerance = exact ? 0 : (tolerances[one.op] ?? 1e-5) * Math.max(1, Math.abs(value));
      expect(
        Math.abs(Number(found![at]) - value),
        `element ${at}, ${found![at]} and ${value}`,
      ).toBeLessThanOrEqual(tolerance);
    }
  });
}

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
