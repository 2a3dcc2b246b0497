/** The kernel of loops: one pass after the other. */
import { sizeOf } from '../../../../../graph';
import type { Kernels, Operand } from '../kernel';

export const loopKernels: Kernels<'scan'> = {
  scan(inputs, outputs, { body, carries, sequences, reverse }, interpret) {
    const reads = carries + sequences;
    const steps = inputs[carries]!.shape[0]!;
    const pass = interpret(body.outputs);
    let carried = inputs.slice(0, carries).map(({ values }) => values);
    for (let at = 0; at < steps; at++) {
      const step = reverse ? steps - 1 - at : at;
      const slices = inputs.slice(carries, reads).map((sequence) => sliceOf(sequence, step));
      const given = [...carried, ...slices, ...inputs.slice(reads).map(({ values }) => values)];
      const made = pass(new Map(body.inputs.map((source, index) => [source, given[index]!])));
      carried = made.slice(0, carries);
      for (const [index, values] of made.slice(carries).entries()) {
        outputs[carries + index]!.values.set(values, step * values.length);
      }
    }
    for (const [index, values] of carried.entries()) outputs[index]!.values.set(values);
  },
};

function sliceOf({ shape, values }: Operand, step: number) {
  const size = sizeOf(shape.slice(1));
  return values.subarray(step * size, (step + 1) * size);
}
