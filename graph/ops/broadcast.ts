/** Stretching tensors to a larger shape by NumPy's rule, and its reverse: summing what was stretched. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Shape, type Tensor } from '../tensor';
import { sum } from './reductions';
import { reshape } from './layout';
import { broadcastShapes, sameShape } from './shapes';

type BroadcastAttributes = { readonly shape: Shape };

export const broadcastOps = {
  broadcastTo: defineOp<BroadcastAttributes>({
    infer([x], { shape }) {
      if (!sameShape(broadcastShapes('broadcastTo', [x!.shape, shape]), shape)) {
        throw new GraphError('broadcastTo', `${showShape(x!.shape)} does not stretch to ${showShape(shape)}`);
      }
      return [{ shape, dtype: x!.dtype }];
    },
    gradient: ({ inputs: [x] }, [dy]) => [dy && sumTo(dy, x!.shape)],
  }),
};

/** `x` repeated along new leading axes and along axes of size 1. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  return sameShape(x.shape, shape) ? x : applyOp('broadcastTo', broadcastOps.broadcastTo, [x], { shape })[0];
}

/** Sums `x` down to a shape that stretches to its own: the cotangent of a tensor that was stretched. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  const added = x.shape.length - shape.length;
  const stretched = x.shape.flatMap((size, axis) =>
    axis < added || (shape[axis - added] === 1 && size !== 1) ? [axis] : [],
  );
  return reshape(sum(x, stretched, true), shape);
}
