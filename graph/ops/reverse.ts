/** Sequences from their end to their beginning. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Tensor } from '../tensor';
import { requireDType, sameShape } from './shapes';

export const reverseOps = {
  reverse: defineOp<Record<string, never>>({
    infer([x, lengths]) {
      if (x!.shape.length < 2) throw new GraphError('reverse', `${showShape(x!.shape)} has no steps`);
      if (lengths) {
        requireDType('reverse', lengths, 'int64');
        if (!sameShape(lengths.shape, x!.shape.slice(0, 1))) {
          const shapes = `${showShape(lengths.shape)} lengths do not fit ${showShape(x!.shape)}`;
          throw new GraphError('reverse', shapes);
        }
      }
      return [{ shape: x!.shape, dtype: x!.dtype }];
    },
  }),
};

/**
 * `x` [rows, steps, …] with its steps in reverse order: of each row the first `lengths` (int64 [rows], from 0 to all of
 * them), while what is behind these stays where it is; all steps where no lengths are given.
 */
export function reverse(x: Tensor, lengths?: Tensor): Tensor {
  return applyOp('reverse', reverseOps.reverse, lengths ? [x, lengths] : [x], {})[0];
}
