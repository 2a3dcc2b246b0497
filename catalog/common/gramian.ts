/** The Gramian G = J J^T of the tasks' gradients, [tasks, tasks], as methods work on it. */
import { add, constant, divide, matmul, maximum, multiply, reshape, sqrt, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';

/** Below this a number counts as zero. */
export const TINY = 1e-20;

export const tasksOf = (gramian: Tensor): number => gramian.shape[0]!;

export const identity = (tasks: number): Tensor =>
  constant(
    Array.from({ length: tasks * tasks }, (_, at) => Number(at % (tasks + 1) === 0)),
    [tasks, tasks],
  );

/** Squared norms of the gradients: [tasks]. */
export const squaredNorms = (gramian: Tensor): Tensor =>
  sum(multiply(gramian, identity(tasksOf(gramian))), [1]);

/** Their sum, above zero. */
export const traceOf = (gramian: Tensor): Tensor => maximum(sum(squaredNorms(gramian)), constant(TINY));

/** G / tr G + ridge I: positive definite where gradients are parallel too. */
export const regular = (gramian: Tensor, ridge: number): Tensor =>
  add(divide(gramian, traceOf(gramian)), multiply(identity(tasksOf(gramian)), constant(ridge)));

/** The length of d = sum_i w_i g_i, a scalar. */
export function lengthAlong(gramian: Tensor, weights: Tensor): Tensor {
  const along = reshape(matmul(reshape(weights, [1, tasksOf(gramian)]), gramian), [tasksOf(gramian)]);
  return sqrt(maximum(sum(multiply(along, weights)), constant(0)));
}

/** Matrix times vector: [tasks]. */
export const times = (matrix: Tensor, vector: Tensor): Tensor =>
  reshape(matmul(matrix, reshape(vector, [tasksOf(matrix), 1])), [tasksOf(matrix)]);
