/** Shares of the tasks that have labels. */
import { add, constant, multiply, softmax, subtract } from '../../graph';
import type { Tensor } from '../../graph/tensor';

/** Far below every normal number: takes a task out of the softmax. */
const NEVER = -1e9;

/** softmax(z) over the tasks with labels (`present` is 1), which adds up to 1; 0 for the others. All are [tasks]. */
export function sharesOf(z: Tensor, present: Tensor): Tensor {
  const absent = subtract(constant(1), present);
  return multiply(softmax(add(z, multiply(absent, constant(NEVER)))), present);
}
