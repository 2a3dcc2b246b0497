/** Axes reduced to one number: sums, means, extremes, and where the largest element is. */
import { applyOp, defineOp, type OpRule } from '../op';
import type { DType, Shape, Tensor } from '../tensor';
import { requireDType, resolveAxis, withSize } from './shapes';

/** `axes` ascend. */
type ReductionAttributes = { readonly axes: readonly number[]; readonly keep: boolean };
type ArgMaxAttributes = { readonly axis: number };

export const reductionOps = {
  sum: reductionOp('sum', ['float32', 'int64']),
  mean: reductionOp('mean'),
  max: reductionOp('max'),
  min: reductionOp('min'),
  argMax: defineOp<ArgMaxAttributes>({
    infer([x], { axis }) {
      requireDType('argMax', x!, 'float32');
      return [{ shape: x!.shape.toSpliced(axis, 1), dtype: 'int64' }];
    },
  }),
};

/** Reduces `axes` (all when left out); `keep` leaves them with size 1. */
type Reduction = (x: Tensor, axes?: readonly number[], keep?: boolean) => Tensor;

export const sum: Reduction = (x, axes, keep) => reduce('sum', x, axes, keep);
export const mean: Reduction = (x, axes, keep) => reduce('mean', x, axes, keep);
/** Equal largest elements share the gradient evenly. */
export const max: Reduction = (x, axes, keep) => reduce('max', x, axes, keep);
/** Equal smallest elements share the gradient evenly. */
export const min: Reduction = (x, axes, keep) => reduce('min', x, axes, keep);

/** int64 index of the largest element along an axis, the first of equal ones; the axis disappears. */
export function argMax(x: Tensor, axis: number): Tensor {
  const resolved = resolveAxis('argMax', axis, x.shape.length);
  return applyOp('argMax', reductionOps.argMax, [x], { axis: resolved })[0];
}

function reduce(
  op: 'sum' | 'mean' | 'max' | 'min',
  x: Tensor,
  axes: readonly number[] = x.shape.map((_, axis) => axis),
  keep = false,
): Tensor {
  const resolved = [...new Set(axes.map((axis) => resolveAxis(op, axis, x.shape.length)))].toSorted(
    (a, b) => a - b,
  );
  return resolved.length === 0 ? x : applyOp(op, reductionOps[op], [x], { axes: resolved, keep })[0];
}

function reductionOp(op: string, dtypes: readonly DType[] = ['float32']): OpRule<ReductionAttributes> {
  return defineOp<ReductionAttributes>({
    infer([x], { axes, keep }) {
      requireDType(op, x!, ...dtypes);
      const kept = keptShape(x!.shape, axes);
      return [{ shape: keep ? kept : kept.filter((_, axis) => !axes.includes(axis)), dtype: x!.dtype }];
    },
  });
}

/** The shape with the size of these axes 1. */
export const keptShape = (shape: Shape, axes: readonly number[]): Shape =>
  axes.reduce((kept, axis) => withSize(kept, axis, 1), shape);
