/** One program on ONNX Runtime and on the interpreter, one thread each. */
import type { Program } from '../../../graph';
import { onnxExecutor, referenceExecutor, type NamedValues } from '../../../trainer/src/executors';

interface Steps {
  /** What states begin with; where it is given, those at the end are told too. */
  readonly start?: NamedValues;
  readonly count?: number;
}

/** What the engine and what the interpreter makes of the feeds, by output and state. */
export async function runOnBoth(
  program: Program,
  feeds: NamedValues,
  { start, count = 1 }: Steps = {},
): Promise<readonly [found: NamedValues, expected: NamedValues]> {
  const [found, expected] = await Promise.all(
    [onnxExecutor, referenceExecutor].map(async (executor) => {
      const session = await executor.prepare(program, { threads: 1 });
      if (start) await session.writeStates(start);
      const outputs = await session.run(feeds, count);
      const states = start ? await session.readStates() : {};
      await session.dispose();
      return { ...outputs, ...states };
    }),
  );
  return [found!, expected!];
}

/** The largest difference, as a part of the largest number that is expected; 0 where there is none. */
export function largestError(found: NamedValues[string], expected: NamedValues[string]): number {
  const [got, wanted] = [found as Float32Array, expected as Float32Array];
  let [apart, largest] = [0, 0];
  for (const [at, value] of wanted.entries()) {
    apart = Math.max(apart, Math.abs(value - got[at]!));
    largest = Math.max(largest, Math.abs(value));
  }
  return apart === 0 ? 0 : apart / largest;
}
