/** Picking slices by number, and adding slices back where they came from. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Tensor } from '../tensor';
import { equal } from './comparison';
import { cast } from './conversion';
import { reshape } from './layout';
import { requireDType, requireRank, resolveAxis } from './shapes';
import { constant } from './sources';

type GatherAttributes = { readonly axis: number };
type ScatterAddAttributes = { readonly size: number };

export const indexingOps = {
  gather: defineOp<GatherAttributes>({
    infer(inputs, { axis }) {
      const [x, indices] = inputs as [Tensor, Tensor];
      requireDType('gather', indices, 'int64');
      const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
      return [{ shape, dtype: x.dtype }];
    },
  }),
  scatterAdd: defineOp<ScatterAddAttributes>({
    infer(inputs, { size }) {
      const [indices, updates] = inputs as [Tensor, Tensor];
      requireDType('scatterAdd', indices, 'int64');
      requireDType('scatterAdd', updates, 'float32');
      requireRank('scatterAdd', indices, 1);
      if (updates.shape[0] !== indices.shape[0]) {
        throw new GraphError(
          'scatterAdd',
          `${showShape(indices.shape)} indices do not place updates ${showShape(updates.shape)}`,
        );
      }
      return [{ shape: [size, ...updates.shape.slice(1)], dtype: 'float32' }];
    },
  }),
};

/** Slices of `x` along an axis, by number: the axis is replaced by the axes of `indices` (int64, any rank). */
export function gather(x: Tensor, indices: Tensor, axis: number): Tensor {
  const resolved = resolveAxis('gather', axis, x.shape.length);
  return applyOp('gather', indexingOps.gather, [x, indices], { axis: resolved })[0];
}

/** Zeros [size, ...] to which slice i of `updates` [n, ...] is added at `indices` [n] (int64) number i. */
export function scatterAdd(size: number, indices: Tensor, updates: Tensor): Tensor {
  return applyOp('scatterAdd', indexingOps.scatterAdd, [indices, updates], { size })[0];
}

/** float32 [...indices, depth]: 1 at the index, 0 elsewhere; all 0 for an index out of range. */
export function oneHot(indices: Tensor, depth: number): Tensor {
  const numbers = constant(
    Array.from({ length: depth }, (_, index) => index),
    [depth],
    'int64',
  );
  return cast(equal(reshape(indices, [...indices.shape, 1]), numbers), 'float32');
}
