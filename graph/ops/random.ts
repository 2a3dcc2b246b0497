/** Random numbers as a function of a counter and a key, so that every device draws the same and resuming is exact. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Shape, type Tensor } from '../tensor';
import { requireDType } from './shapes';

type RandomAttributes = { readonly key: number; readonly shape: Shape };

export const randomOps = {
  randomUniform: defineOp<RandomAttributes>({
    infer([counter], { shape }) {
      requireDType('randomUniform', counter!, 'int64');
      if (counter!.shape.length > 0) {
        throw new GraphError('randomUniform', `the counter is a scalar, not ${showShape(counter!.shape)}`);
      }
      return [{ shape, dtype: 'float32' }];
    },
  }),
};

/**
 * Uniform numbers in [0, 1), multiples of 2^-24. `counter` is an int64 scalar of at least 0, such as the step; `key` is a
 * whole number from 0 to 2^53 - 1 that names the stream.
 */
export function randomUniform(counter: Tensor, key: number, shape: Shape): Tensor {
  return applyOp('randomUniform', randomOps.randomUniform, [counter], { key, shape })[0];
}
