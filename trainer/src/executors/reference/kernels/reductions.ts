/** Kernels of the ops that bring an axis down to one number, and of the softmax family. */
import { sizeOf } from '../../../../../graph';
import type { reductionOps } from '../../../../../graph/ops/reductions';
import type { softmaxOps } from '../../../../../graph/ops/softmax';
import type { Kernel, Kernels, Operand } from '../kernel';
import { stridesOf, walk } from '../strides';

export const reductionKernels: Kernels<keyof typeof reductionOps | keyof typeof softmaxOps> = {
  sum: reduction(0, (total, value) => total + value),
  mean: reduction(
    0,
    (total, value) => total + value,
    (total, count) => total / count,
  ),
  max: reduction(-Infinity, Math.max),
  min: reduction(Infinity, Math.min),
  argMax([x], [y], { axis }) {
    let line = 0;
    forEachLine(x!, axis, (values) => {
      let best = 0;
      for (let at = 1; at < values.length; at++) if (values[at]! > values[best]!) best = at;
      y!.values[line++] = best;
    });
  },
  softmax: ([x], [y], { axis }) =>
    forEachLine(x!, axis, (values, positions) => {
      const largest = values.reduce((a, b) => Math.max(a, b));
      const powers = values.map((value) => Math.exp(value - largest));
      const total = powers.reduce((a, b) => a + b);
      for (const [at, position] of positions.entries()) y!.values[position] = powers[at]! / total;
    }),
  logSoftmax: ([x], [y], { axis }) =>
    forEachLine(x!, axis, (values, positions) => {
      const largest = values.reduce((a, b) => Math.max(a, b));
      const total = values.reduce((sum, value) => sum + Math.exp(value - largest), 0);
      for (const [at, position] of positions.entries()) {
        y!.values[position] = values[at]! - largest - Math.log(total);
      }
    }),
};

function reduction(
  start: number,
  combine: (sofar: number, value: number) => number,
  finish: (total: number, count: number) => number = (total) => total,
): Kernel<'sum' | 'mean' | 'max' | 'min'> {
  return ([x], [y], { axes }) => {
    const strides = stridesOf(x!.shape);
    const kept = x!.shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]));
    const sizes = (of: readonly number[]) => of.map((axis) => x!.shape[axis]!);
    const steps = (of: readonly number[]) => of.map((axis) => strides[axis]!);
    const starts = walk(sizes(kept), steps(kept));
    const within = walk(sizes(axes), steps(axes));
    for (const [at, from] of starts.entries()) {
      let total = start;
      for (const offset of within) total = combine(total, x!.values[from + offset]!);
      y!.values[at] = finish(total, within.length);
    }
  };
}

/** Calls back with the numbers along `axis` and where they stand, for every place of the other axes in order. */
function forEachLine(
  x: Operand,
  axis: number,
  visit: (values: readonly number[], positions: readonly number[]) => void,
): void {
  const inner = sizeOf(x.shape.slice(axis + 1));
  const size = x.shape[axis]!;
  for (let outer = 0; outer < sizeOf(x.shape.slice(0, axis)); outer++) {
    for (let place = 0; place < inner; place++) {
      const positions = Array.from({ length: size }, (_, at) => (outer * size + at) * inner + place);
      visit(
        positions.map((position) => x.values[position]!),
        positions,
      );
    }
  }
}
