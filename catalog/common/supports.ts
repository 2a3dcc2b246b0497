/**
 * Small quadratic programs over the tasks, solved exactly: every set of tasks that may have a weight is tried at once, as a stack of matrices, and
 * the best one that keeps to the rules is taken. No loop and no tolerance; 2^tasks - 1 sets, so that tasks are at most `mostTasks`.
 */
import {
  add,
  argMax,
  constant,
  divide,
  equal,
  less,
  matmul,
  multiply,
  negate,
  oneHot,
  relu,
  reshape,
  subtract,
  sum,
  where,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { identity } from './gramian';

/** 1,023 sets of 10 tasks. */
export const mostTasks = 10;

/** Above every objective. */
const NEVER = 1e30;

/** How far below zero a number is still taken for zero. */
const ROUNDING = 1e-6;

/** All sets of tasks, as rows of 0 and 1; the last one, which may be left out, is empty: [sets, tasks]. */
export function setsOf(tasks: number, empty: 'with empty' | 'without empty'): Tensor {
  const sets = 2 ** tasks - (empty === 'with empty' ? 0 : 1);
  const rows = Array.from({ length: sets }, (_, set) =>
    Array.from({ length: tasks }, (__, task) => ((set + 1) >> task) & 1),
  );
  return constant(rows.flat(), [sets, tasks]);
}

/** Whether no task of a set is without labels, and no number [sets, tasks] that belongs to it is below zero: bool [sets]. */
export function keepsTo(sets: Tensor, present: Tensor, numbers: Tensor): Tensor {
  const strays = multiply(sets, subtract(constant(1), present));
  const below = multiply(relu(subtract(negate(numbers), constant(ROUNDING))), present);
  return less(sum(add(strays, below), [1]), constant(ROUNDING));
}

/**
 * The inverse of the rows and columns of G [..., tasks, tasks] that are in the sets [sets, tasks], 0 elsewhere: [sets, tasks, tasks]. G is positive
 * definite. By the sweep operator (Goodnight, The American Statistician 1979), which needs no pivots there.
 */
export function inverseWithin(gramian: Tensor, sets: Tensor): Tensor {
  const tasks = gramian.shape.at(-1)!;
  const [count] = sets.shape as [number];
  const column = reshape(sets, [count, tasks, 1]);
  const inside = multiply(column, reshape(sets, [count, 1, tasks]));
  const outside = multiply(identity(tasks), subtract(constant(1), column));
  let swept = add(multiply(inside, gramian), outside);
  for (let task = 0; task < tasks; task++) {
    const others = Array.from({ length: tasks }, (_, each) => Number(each !== task));
    const unit = constant(
      others.map((other) => 1 - other),
      [tasks, 1],
    );
    const apart = constant(
      others.flatMap((row) => others.map((other) => row * other)),
      [tasks, tasks],
    );
    const here = matmul(swept, unit);
    const pivot = sum(multiply(here, unit), [1], true);
    const v = subtract(multiply(here, subtract(constant(1), unit)), unit);
    const outer = multiply(v, reshape(v, [count, 1, tasks]));
    swept = subtract(multiply(swept, apart), divide(outer, pivot));
  }
  return multiply(negate(swept), inside);
}

/** The row of `candidates` [sets, tasks] with the lowest objective [sets] among those that are `allowed` (bool [sets]): [tasks]. */
export function bestOf(candidates: Tensor, objective: Tensor, allowed: Tensor): Tensor {
  const [count, tasks] = candidates.shape as [number, number];
  const cost = where(allowed, objective, constant(NEVER));
  const chosen = reshape(oneHot(argMax(negate(cost), 0), count), [count, 1]);
  return reshape(sum(where(equal(chosen, constant(1)), candidates, constant(0)), [0]), [tasks]);
}
