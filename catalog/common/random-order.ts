/** Every task meets the others one after the other, in an order of its own by chance. */
import { add, argMax, constant, multiply, negate, oneHot } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { identity } from './gramian';

/** Above every uniform number. */
const MET = 2;

/**
 * `uniform` is [tasks, tasks], in [0, 1). Calls `meet` tasks - 1 times with E [tasks, tasks], whose row i is 1 at the task that task i meets next:
 * never itself, and each of the others once.
 */
export function meetOthers(uniform: Tensor, meet: (met: Tensor) => void): void {
  const tasks = uniform.shape[0]!;
  let left = add(uniform, multiply(identity(tasks), constant(MET)));
  for (let turn = 1; turn < tasks; turn++) {
    const met = oneHot(argMax(negate(left), 1), tasks);
    left = add(left, multiply(met, constant(MET)));
    meet(met);
  }
}
