/** Softmax and its logarithm, each in one numerically safe op. */
import { applyOp, defineOp } from '../op';
import type { Tensor } from '../tensor';
import { multiply, subtract } from './arithmetic';
import { sum } from './reductions';
import { requireDType, resolveAxis } from './shapes';
import { exp } from './unary';

type SoftmaxAttributes = { readonly axis: number };

export const softmaxOps = {
  softmax: defineOp<SoftmaxAttributes>({
    infer([x]) {
      requireDType('softmax', x!, 'float32');
      return [{ shape: x!.shape, dtype: x!.dtype }];
    },
    gradient({ outputs: [y], attributes }, [dy]) {
      if (dy === undefined) return [];
      const weighted = multiply(dy, y!);
      return [subtract(weighted, multiply(y!, sum(weighted, [attributes.axis as number], true)))];
    },
  }),
  logSoftmax: defineOp<SoftmaxAttributes>({
    infer([x]) {
      requireDType('logSoftmax', x!, 'float32');
      return [{ shape: x!.shape, dtype: x!.dtype }];
    },
    gradient({ outputs: [y], attributes }, [dy]) {
      return [dy && subtract(dy, multiply(exp(y!), sum(dy, [attributes.axis as number], true)))];
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
