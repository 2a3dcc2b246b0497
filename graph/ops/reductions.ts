/** Axes reduced to one number: sums, means, extremes, and where the largest element is. */
import { applyOp, defineOp, type OpRule } from '../op';
import type { DType, Shape, Tensor } from '../tensor';
import { divide, multiply } from './arithmetic';
import { broadcastTo } from './broadcast';
import { equal } from './comparison';
import { cast } from './conversion';
import { reshape } from './layout';
import { requireDType, resolveAxis, withSize } from './shapes';
import { constant } from './sources';

/** `axes` ascend. */
type ReductionAttributes = { readonly axes: readonly number[]; readonly keep: boolean };
type ArgMaxAttributes = { readonly axis: number };

/** Cotangent of `x`; `y` and `dy` have kept the reduced axes as size 1. */
type Derivative = (x: Tensor, y: Tensor, dy: Tensor) => Tensor;

export const reductionOps = {
  sum: reductionOp('sum', (x, _y, dy) => broadcastTo(dy, x.shape), ['float32', 'int64']),
  mean: reductionOp('mean', (x, y, dy) => {
    const count = x.shape.reduce((product, size, axis) => product * (size / y.shape[axis]!), 1);
    return broadcastTo(multiply(dy, constant(1 / count)), x.shape);
  }),
  max: reductionOp('max', shareAmongTies),
  min: reductionOp('min', shareAmongTies),
  /** An index does not change continuously: no gradient flows. */
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

function reductionOp(
  op: string,
  derivative: Derivative,
  dtypes: readonly DType[] = ['float32'],
): OpRule<ReductionAttributes> {
  return defineOp<ReductionAttributes>({
    infer([x], { axes, keep }) {
      requireDType(op, x!, ...dtypes);
      const kept = keptShape(x!.shape, axes);
      return [{ shape: keep ? kept : kept.filter((_, axis) => !axes.includes(axis)), dtype: x!.dtype }];
    },
    gradient({ inputs: [x], outputs: [y], attributes }, [dy]) {
      if (dy === undefined) return [];
      const kept = keptShape(x!.shape, attributes.axes as readonly number[]);
      return [derivative(x!, reshape(y!, kept), reshape(dy, kept))];
    },
  });
}

const keptShape = (shape: Shape, axes: readonly number[]): Shape =>
  axes.reduce((kept, axis) => withSize(kept, axis, 1), shape);

function shareAmongTies(x: Tensor, y: Tensor, dy: Tensor): Tensor {
  const winners = cast(equal(x, y), 'float32');
  const axes = x.shape.flatMap((size, axis) => (size === y.shape[axis] ? [] : [axis]));
  return multiply(winners, divide(dy, sum(winners, axes, true)));
}
