/** Which layer norms of gradients are taken over. */
import { expect, it } from 'vitest';
import type { ModelParameter } from '../../../catalog/model/model';
import { add, constant, multiply, square, state, sum, type Tensor } from '../../../graph';
import { normsOfTasks } from '../../../trainer/src/program/norms-of-tasks';
import { evaluate } from '../../catalog/evaluate';

const tasks = ['a', 'b', 'c'];

function parameter(name: string, reached: readonly string[]): ModelParameter {
  return {
    name,
    tensor: state(name, [2]),
    initial: 'zeros' as never,
    block: name.split('/')[0]!,
    tasks: reached,
  };
}

/** Losses of which each is the sum of squares of what its task reaches, times a factor. */
function norms(parameters: readonly ModelParameter[]): readonly number[] {
  const losses = tasks.map((task, at): Tensor => {
    const own = parameters.filter((one) => one.tasks.includes(task));
    const squares = own.map(({ tensor }) => sum(square(tensor)));
    return multiply(squares.reduce(add, constant(0)), constant((at + 1) / 2));
  });
  const values = Object.fromEntries(parameters.map(({ name }, at) => [name, [3 * (at + 1), 4 * (at + 1)]]));
  return evaluate([normsOfTasks(parameters, tasks, losses)], values)[0]!;
}

it('is the last one that the most tasks share, with all its parameters', () => {
  const made = norms([
    parameter('trunk/1.dense/weight', tasks),
    parameter('trunk/2.dense/weight', tasks),
    parameter('trunk/2.dense/bias', tasks),
    parameter('pair/1.dense/weight', ['a', 'b']),
    parameter('a/output/weight', ['a']),
  ]);
  // ‖(6, 8), (9, 12)‖ = √325, times the factors 1, 2 and 3.
  expect(made).toEqual([1, 2, 3].map((factor) => expect.closeTo(factor * Math.sqrt(325), 9)));
});

it('is zero for a task that does not reach it, and for all where nothing is shared', () => {
  const made = norms([parameter('pair/1.dense/weight', ['a', 'c']), parameter('b/output/weight', ['b'])]);
  expect(made).toEqual([expect.closeTo(5, 9), 0, expect.closeTo(15, 9)]);
  expect(norms(tasks.map((task) => parameter(`${task}/output/weight`, [task])))).toEqual([0, 0, 0]);
});
