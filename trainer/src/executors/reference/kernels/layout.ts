/** Kernels of the ops that give numbers another place or shape. */
import { sizeOf } from '../../../../../graph';
import type { broadcastOps } from '../../../../../graph/ops/broadcast';
import type { indexingOps } from '../../../../../graph/ops/indexing';
import type { joiningOps } from '../../../../../graph/ops/joining';
import type { layoutOps } from '../../../../../graph/ops/layout';
import type { reverseOps } from '../../../../../graph/ops/reverse';
import type { Kernels, Numbers, Operand } from '../kernel';
import { stretchedStrides, stridesOf, walk } from '../strides';

type Layout =
  | keyof typeof broadcastOps
  | keyof typeof indexingOps
  | keyof typeof joiningOps
  | keyof typeof layoutOps
  | keyof typeof reverseOps;

export const layoutKernels: Kernels<Layout> = {
  reshape: ([x], [y]) => y!.values.set(x!.values),
  transpose([x], [y], { permutation }) {
    const strides = stridesOf(x!.shape);
    const from = walk(
      y!.shape,
      permutation.map((axis) => strides[axis]!),
    );
    for (let at = 0; at < from.length; at++) y!.values[at] = x!.values[from[at]!]!;
  },
  broadcastTo([x], [y]) {
    const from = walk(y!.shape, stretchedStrides(x!.shape, y!.shape));
    for (let at = 0; at < from.length; at++) y!.values[at] = x!.values[from[at]!]!;
  },
  concat(inputs, [y], { axis }) {
    let start = 0;
    for (const x of inputs) {
      place(x, y!, axis, start);
      start += x.shape[axis]!;
    }
  },
  pad: ([x], [y], { axis, before }) => place(x!, y!, axis, before),
  slice: ([x], [y], { axis, start }) => cut(x!, y!, axis, start),
  split([x], parts, { axis }) {
    let start = 0;
    for (const y of parts) {
      cut(x!, y, axis, start);
      start += y.shape[axis]!;
    }
  },
  reverse([x, lengths], [y]) {
    const [rows, steps] = x!.shape as [number, number];
    const size = sizeOf(x!.shape.slice(2));
    for (let row = 0; row < rows; row++) {
      const length = lengths ? lengths.values[row]! : steps;
      for (let step = 0; step < steps; step++) {
        const from = (row * steps + (step < length ? length - 1 - step : step)) * size;
        y!.values.set(x!.values.subarray(from, from + size), (row * steps + step) * size);
      }
    }
  },
  gather([x, indices], [y], { axis }) {
    const outer = sizeOf(x!.shape.slice(0, axis));
    const inner = sizeOf(x!.shape.slice(axis + 1));
    const size = x!.shape[axis]!;
    for (let block = 0; block < outer; block++) {
      for (const [at, index] of indices!.values.entries()) {
        const from = (block * size + inRange(index, size)) * inner;
        y!.values.set(x!.values.subarray(from, from + inner), (block * indices!.values.length + at) * inner);
      }
    }
  },
  scatterAdd([indices, updates], [y], { size }) {
    const inner = sizeOf(y!.shape.slice(1));
    for (const [at, index] of indices!.values.entries()) {
      const to = inRange(index, size) * inner;
      for (let k = 0; k < inner; k++) y!.values[to + k]! += updates!.values[at * inner + k]!;
    }
  },
};

/** Copies `x` into `y`, whose axis is longer, from `start` of that axis on. */
function place(x: Operand, y: Operand, axis: number, start: number): void {
  const { outer, from, to } = blocks(x, y, axis);
  const skipped = start * sizeOf(y.shape.slice(axis + 1));
  for (let block = 0; block < outer; block++) {
    const values: Numbers = x.values.subarray(block * from, (block + 1) * from);
    y.values.set(values, block * to + skipped);
  }
}

/** Copies into `y`, whose axis is shorter, what stands in `x` from `start` of that axis on. */
function cut(x: Operand, y: Operand, axis: number, start: number): void {
  const { outer, from, to } = blocks(x, y, axis);
  const skipped = start * sizeOf(x.shape.slice(axis + 1));
  for (let block = 0; block < outer; block++) {
    const values: Numbers = x.values.subarray(block * from + skipped, block * from + skipped + to);
    y.values.set(values, block * to);
  }
}

/** How many runs of neighbours along an axis there are, and how long they are on both sides. */
const blocks = (x: Operand, y: Operand, axis: number) => ({
  outer: sizeOf(x.shape.slice(0, axis)),
  from: sizeOf(x.shape.slice(axis)),
  to: sizeOf(y.shape.slice(axis)),
});

function inRange(index: number, size: number): number {
  if (index < 0 || index >= size) throw new RangeError(`the index ${index} is not among ${size}`);
  return index;
}
