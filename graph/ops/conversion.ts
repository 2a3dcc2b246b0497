/** Tensors in another type, and tensors that gradients do not pass. */
import { applyOp, defineOp } from '../op';
import type { DType, Tensor } from '../tensor';

type CastAttributes = { readonly dtype: DType };

export const conversionOps = {
  cast: defineOp<CastAttributes>({
    elementwise: true,
    infer: ([x], { dtype }) => [{ shape: x!.shape, dtype }],
  }),
  stopGradient: defineOp<Record<string, never>>({
    infer: ([x]) => [{ shape: x!.shape, dtype: x!.dtype }],
  }),
};

/** To `int64` towards zero; to `bool`, true for everything but 0; from `bool`, 0 or 1. */
export function cast(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : applyOp('cast', conversionOps.cast, [x], { dtype })[0];
}

/** `x` itself, as something that the objective does not depend on. */
export function stopGradient(x: Tensor): Tensor {
  return applyOp('stopGradient', conversionOps.stopGradient, [x], {})[0];
}
