/** A layer that looks at one place at a time: each row, step or pixel by itself. */
import type { Tensor } from '../../graph/tensor';
import { isMisfit, type Scope } from '../declaration';
import { conv } from '../layers/conv';
import { dense } from '../layers/dense';
import type { ActivationName } from './activate';
import { isImage } from './feature-axis';

/** `x` with so many features: [rows, features], [rows, steps, features] or [rows, features, height, width]. */
export function pointwise(x: Tensor, features: number, activation: ActivationName, scope: Scope): Tensor {
  const y = isImage(x)
    ? conv.build({ filters: features, kernel: 1, stride: 1, padding: 'same', activation }, [x], scope)
    : dense.build({ units: features, activation }, [x], scope);
  if (isMisfit(y)) throw new Error(`a layer that reads anything does not fit: ${y.misfit.template}`);
  return y;
}
