/** Softmax and its logarithm, each in one numerically safe op. */
import { applyOp, defineOp } from '../op';
import type { Tensor } from '../tensor';
import { requireDType, resolveAxis } from './shapes';

type SoftmaxAttributes = { readonly axis: number };

export const softmaxOps = {
  softmax: defineOp<SoftmaxAttributes>({
    infer([x]) {
      requireDType('softmax', x!, 'float32');
      return [{ shape: x!.shape, dtype: x!.dtype }];
    },
  }),
  logSoftmax: defineOp<SoftmaxAttributes>({
    infer([x]) {
      requireDType('logSoftmax', x!, 'float32');
      return [{ shape: x!.shape, dtype: x!.dtype }];
    },
  }),
};

/** exp(x) divided by its sum along an axis. */
export function softmax(x: Tensor, axis = -1): Tensor {
  const resolved = resolveAxis('softmax', axis, x.shape.length);
  return applyOp('softmax', softmaxOps.softmax, [x], { axis: resolved })[0];
}

/** The logarithm of softmax, exact also where softmax is close to 0. */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  const resolved = resolveAxis('logSoftmax', axis, x.shape.length);
  return applyOp('logSoftmax', softmaxOps.logSoftmax, [x], { axis: resolved })[0];
}
