/** Stretching tensors to a larger shape by NumPy's rule. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Shape, type Tensor } from '../tensor';
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
  }),
};

/** `x` repeated along new leading axes and along axes of size 1. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  return sameShape(x.shape, shape) ? x : applyOp('broadcastTo', broadcastOps.broadcastTo, [x], { shape })[0];
}
