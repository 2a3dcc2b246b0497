/** The same numbers under another shape: reshaping and transposing. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, sizeOf, type Shape, type Tensor } from '../tensor';
import { sameShape } from './shapes';

type ReshapeAttributes = { readonly shape: Shape };
type TransposeAttributes = { readonly permutation: readonly number[] };

export const layoutOps = {
  reshape: defineOp<ReshapeAttributes>({
    infer([x], { shape }) {
      if (sizeOf(x!.shape) !== sizeOf(shape) || !shape.every(Number.isInteger)) {
        throw new GraphError('reshape', `${showShape(x!.shape)} does not fill ${showShape(shape)}`);
      }
      return [{ shape, dtype: x!.dtype }];
    },
  }),
  transpose: defineOp<TransposeAttributes>({
    infer([x], { permutation }) {
      const axes = x!.shape.map((_, axis) => axis);
      if (
        !sameShape(
          permutation.toSorted((a, b) => a - b),
          axes,
        )
      ) {
        throw new GraphError(
          'transpose',
          `[${permutation.join(', ')}] does not permute ${showShape(x!.shape)}`,
        );
      }
      return [{ shape: permutation.map((axis) => x!.shape[axis]!), dtype: x!.dtype }];
    },
  }),
};

/** The same elements in row-major order under another shape, one size of which may be -1 for whatever is left. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const known = sizeOf(shape.filter((size) => size !== -1));
  const resolved = shape.map((size) => (size === -1 ? sizeOf(x.shape) / known : size));
  return sameShape(resolved, x.shape)
    ? x
    : applyOp('reshape', layoutOps.reshape, [x], { shape: resolved })[0];
}

/** Axis `permutation[i]` of `x` becomes axis `i`. */
export function transpose(x: Tensor, permutation: readonly number[]): Tensor {
  const same = permutation.every((axis, at) => axis === at) && permutation.length === x.shape.length;
  return same ? x : applyOp('transpose', layoutOps.transpose, [x], { permutation })[0];
}
