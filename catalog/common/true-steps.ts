/** What layers make of the steps that only fill a row up. */
import { multiply, reshape } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import type { Scope } from '../declaration';

/** `x` [rows, steps, …features] with zeros in the steps that the scope says are not true; all of it where they all are. */
export function trueSteps(x: Tensor, { mask }: Pick<Scope, 'mask'>): Tensor {
  return mask ? multiply(x, alongSteps(mask, x)) : x;
}

/** The mask [rows, steps], so that it broadcasts to `x` [rows, steps, …features]. */
export const alongSteps = (mask: Tensor, x: Tensor): Tensor =>
  reshape(mask, [...mask.shape, ...x.shape.slice(2).map(() => 1)]);
