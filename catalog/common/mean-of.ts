/** The mean of several tensors of one shape. */
import { add, constant, multiply } from '../../graph';
import type { Tensor } from '../../graph/tensor';

export const meanOf = (tensors: readonly Tensor[]): Tensor =>
  multiply(tensors.reduce(add), constant(1 / tensors.length));
