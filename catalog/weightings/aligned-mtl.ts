/** The weighting that aligns the principal directions of the gradients. */
import { add, constant, divide, matmul, maximum, multiply, reshape, scan, sqrt, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { identity, regular, tasksOf, times, TINY, traceOf } from '../common/gramian';
import { inverseWithin } from '../common/supports';
import { defineGradientWeighting } from '../declaration';

/** Each squares the error; eigenvalues may lie a million apart. */
const passes = 16;

export const alignedMtl = defineGradientWeighting({
  name: 'alignedMtl',
  doc:
    'Aligns the principal directions of the gradients: all get the length of the shortest, w = √λ G^(-1/2) p with the least eigenvalue ' +
    'λ of G and p = 1/T, so that no direction dominates.',
  cite: 'Senushkin, Patakin, Kuznetsov & Konushin, Independent component alignment for multi-task learning, CVPR 2023',
  params: {},
  example: 'alignedMtl',
  needs: 'gramian',
  keeps: ['anyOrder'],
  tasks: 2,
  combine(_, { gramian, present }) {
    const tasks = tasksOf(gramian);
    const set = reshape(present, [1, tasks]);
    const g = regular(gramian, 1e-6);
    const inverse = (matrix: Tensor) => reshape(inverseWithin(matrix, set), [tasks, tasks]);
    // Denman & Beavers: Y goes to √G and Z to its inverse.
    const { carries } = scan(
      { carries: [g, identity(tasks)], sequences: [constant(0, [passes, 1])] },
      ([y, z]) => ({ carries: [meanOf(y!, inverse(z!)), meanOf(z!, inverse(y!))], outputs: [] }),
    );
    const p = divide(present, maximum(sum(present), constant(1)));
    return { weights: multiply(times(carries[1]!, p), sqrt(divide(constant(1), largest(inverse(g))))) };
  },
});

/** The largest eigenvalue of a positive definite matrix: its powers 2, 4, 8, … come to be the projection on that direction. */
function largest(matrix: Tensor): Tensor {
  let power = ofTraceOne(matrix);
  for (let squared = 0; squared < 12; squared++) power = ofTraceOne(matmul(power, power));
  return maximum(sum(multiply(power, matrix)), constant(TINY));
}

const ofTraceOne = (matrix: Tensor): Tensor => divide(matrix, traceOf(matrix));
const meanOf = (a: Tensor, b: Tensor): Tensor => multiply(add(a, b), constant(0.5));
