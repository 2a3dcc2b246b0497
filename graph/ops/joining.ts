/** Tensors put together along an axis, and cut out of one. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Tensor } from '../tensor';
import { resolveAxis, sameShape, withSize } from './shapes';

type ConcatAttributes = { readonly axis: number };
export type SliceAttributes = { readonly axis: number; readonly start: number; readonly end: number };
type SplitAttributes = { readonly axis: number; readonly sizes: readonly number[] };
export type PadAttributes = { readonly axis: number; readonly before: number; readonly after: number };

export const joiningOps = {
  concat: defineOp<ConcatAttributes>({
    infer(inputs, { axis }) {
      const [first] = inputs;
      if (first === undefined) throw new GraphError('concat', 'there is nothing to put together');
      for (const x of inputs) {
        const fits =
          x.dtype === first.dtype && sameShape(withSize(x.shape, axis, 0), withSize(first.shape, axis, 0));
        if (!fits) {
          const shapes = inputs.map((input) => showShape(input.shape)).join(' and ');
          throw new GraphError('concat', `${shapes} do not fit along axis ${axis}`);
        }
      }
      const size = inputs.reduce((total, x) => total + x.shape[axis]!, 0);
      return [{ shape: withSize(first.shape, axis, size), dtype: first.dtype }];
    },
  }),
  slice: defineOp<SliceAttributes>({
    infer([x], { axis, start, end }) {
      if (start < 0 || end > x!.shape[axis]! || start >= end) {
        throw new GraphError('slice', `${showShape(x!.shape)} has no ${start} to ${end} along axis ${axis}`);
      }
      return [{ shape: withSize(x!.shape, axis, end - start), dtype: x!.dtype }];
    },
  }),
  split: defineOp<SplitAttributes>({
    infer([x], { axis, sizes }) {
      const total = sizes.reduce((sum, size) => sum + size, 0);
      if (total !== x!.shape[axis] || sizes.some((size) => size < 1)) {
        const parts = sizes.join(' and ');
        throw new GraphError(
          'split',
          `${showShape(x!.shape)} does not fall into ${parts} along axis ${axis}`,
        );
      }
      return sizes.map((size) => ({ shape: withSize(x!.shape, axis, size), dtype: x!.dtype }));
    },
  }),
  pad: defineOp<PadAttributes>({
    infer([x], { axis, before, after }) {
      if (before < 0 || after < 0) throw new GraphError('pad', `cannot add ${before} and ${after} zeros`);
      return [{ shape: withSize(x!.shape, axis, before + x!.shape[axis]! + after), dtype: x!.dtype }];
    },
  }),
};

/** Tensors one after the other along an axis; their other sizes agree. */
export function concat(tensors: readonly Tensor[], axis: number): Tensor {
  const resolved = resolveAxis('concat', axis, tensors[0]?.shape.length ?? 0);
  return tensors.length === 1
    ? tensors[0]!
    : applyOp('concat', joiningOps.concat, tensors, { axis: resolved })[0];
}

/** Elements `start` up to, not including, `end` of an axis. */
export function slice(x: Tensor, axis: number, start: number, end: number): Tensor {
  const resolved = resolveAxis('slice', axis, x.shape.length);
  return start === 0 && end === x.shape[resolved]
    ? x
    : applyOp('slice', joiningOps.slice, [x], { axis: resolved, start, end })[0];
}

/** `x` cut along an axis into parts of these sizes, which add up to that of the axis. */
export function split(x: Tensor, axis: number, sizes: readonly number[]): readonly Tensor[] {
  const resolved = resolveAxis('split', axis, x.shape.length);
  return sizes.length === 1 ? [x] : applyOp('split', joiningOps.split, [x], { axis: resolved, sizes });
}

/** Zeros put before and after `x` along an axis. */
export function pad(x: Tensor, axis: number, before: number, after: number): Tensor {
  const resolved = resolveAxis('pad', axis, x.shape.length);
  return before === 0 && after === 0
    ? x
    : applyOp('pad', joiningOps.pad, [x], { axis: resolved, before, after })[0];
}
