/** Cosines between the tasks' gradients in a step: below zero two tasks ask for opposite changes of what they share. */
import { squaredNorms, tasksOf } from '../../../catalog/common/gramian';
import {
  and,
  concat,
  constant,
  divide,
  greater,
  maximum,
  minimum,
  multiply,
  reshape,
  slice,
  sqrt,
  where,
} from '../../../graph';
import type { Tensor } from '../../../graph/tensor';

/** Outputs for each pair of tasks: the cosine, and 1 where there is one. [pairs], in the order of `pairsOf`. */
export const cosinesOutput = 'cosines';
export const cosinesKnownOutput = 'cosinesKnown';

/** Pairs i < j of things in an order: 01, 02, 12 come as 01, 02, 12. */
export const pairsOf = <T>(things: readonly T[]): readonly (readonly [T, T])[] =>
  things.flatMap((first, at) => things.slice(at + 1).map((second) => [first, second] as const));

/**
 * G_ij / (|g_i| |g_j|) of G = J J^T [tasks, tasks]; 0, and not known, where a task of the pair has no labels (`present` [tasks] is 0)
 * or no gradient. Nothing for a single task.
 */
export function buildCosines(gramian: Tensor, present: Tensor): Readonly<Record<string, Tensor>> {
  const tasks = tasksOf(gramian);
  if (tasks < 2) return {};
  const ofPairs = (each: Tensor): Tensor => multiply(reshape(each, [tasks, 1]), each);
  const lengths = ofPairs(sqrt(squaredNorms(gramian)));
  const isKnown = and(greater(lengths, constant(0)), greater(ofPairs(present), constant(0)));
  const cosines = maximum(
    minimum(divide(gramian, where(isKnown, lengths, constant(1))), constant(1)),
    constant(-1),
  );
  return {
    [cosinesOutput]: upperTriangle(where(isKnown, cosines, constant(0))),
    [cosinesKnownOutput]: upperTriangle(where(isKnown, constant(1), constant(0))),
  };
}

/** Row after row what stands right of the diagonal. */
function upperTriangle(matrix: Tensor): Tensor {
  const tasks = tasksOf(matrix);
  const flat = reshape(matrix, [tasks * tasks]);
  const rows = Array.from({ length: tasks - 1 }, (_, row) =>
    slice(flat, 0, row * tasks + row + 1, (row + 1) * tasks),
  );
  return concat(rows, 0);
}
