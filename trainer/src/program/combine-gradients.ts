/** Gradients of each task, and what becomes of them where several tasks reach a parameter. */
import type { ModelParameter } from '../../../catalog/model/model';
import { add, concat, constant, gradients, multiply, reshape, slice, split, sum } from '../../../graph';
import { sizeOf, type Tensor } from '../../../graph/tensor';
import { stack } from './readings';

export interface TaskGradients {
  /** Inner products of the tasks' gradients over the parameters that several tasks reach: G = J J^T [tasks, tasks]. */
  readonly gramian: Tensor;
  /** Those gradients themselves, row for row, with 0 where a task does not reach a parameter: J [tasks, coordinates]. */
  jacobian(): Tensor;
  /** For each parameter the sum of the tasks' gradients times `weights` [tasks], or the gradient of its only task as it is. */
  along(weights: Tensor): readonly Tensor[];
  /** For each parameter its part of `direction` [coordinates], or the gradient of its only task as it is. */
  towards(direction: Tensor): readonly Tensor[];
}

/** `losses` are scalars, one for each of `tasks`; the gradient of one that has no labels is zero. */
export function combineGradients(
  parameters: readonly ModelParameter[],
  tasks: readonly string[],
  losses: readonly Tensor[],
): TaskGradients {
  const found = findGradients(parameters, tasks, losses);
  const shared = parameters.filter((parameter) => found.get(parameter)!.size > 1);
  const product = (a: number, b: number): Tensor => {
    const terms = shared.flatMap((parameter) => {
      const rows = found.get(parameter)!;
      const [left, right] = [rows.get(a), rows.get(b)];
      return left && right ? [sum(multiply(left, right))] : [];
    });
    return terms.length > 0 ? terms.reduce(add) : constant(0);
  };
  const products = tasks.map((_, a) => tasks.slice(0, a + 1).map((__, b) => product(a, b)));
  const entries = tasks.flatMap((_, a) => tasks.map((__, b) => products[Math.max(a, b)]![Math.min(a, b)]!));
  const sizes = shared.map(({ tensor }) => sizeOf(tensor.shape));
  const oneOrNone = (parameter: ModelParameter): Tensor =>
    [...found.get(parameter)!.values()][0] ?? constant(0, parameter.tensor.shape);
  const isShared = new Set(shared);
  return {
    gramian: reshape(stack(entries), [tasks.length, tasks.length]),
    jacobian() {
      // Nothing is shared: one coordinate that nobody moves.
      if (shared.length === 0) return constant(0, [tasks.length, 1]);
      const rows = tasks.map((_, task) => {
        const parts = shared.map((parameter, at) => {
          const slope = found.get(parameter)!.get(task);
          return slope ? reshape(slope, [1, sizes[at]!]) : constant(0, [1, sizes[at]!]);
        });
        return concat(parts, 1);
      });
      return concat(rows, 0);
    },
    along(weights) {
      const weightOf = (task: number): Tensor => reshape(slice(weights, 0, task, task + 1), []);
      return parameters.map((parameter) =>
        isShared.has(parameter)
          ? [...found.get(parameter)!].map(([task, slope]) => multiply(slope, weightOf(task))).reduce(add)
          : oneOrNone(parameter),
      );
    },
    towards(direction) {
      const parts = shared.length === 0 ? [] : split(direction, 0, sizes);
      return parameters.map((parameter) =>
        isShared.has(parameter)
          ? reshape(parts[shared.indexOf(parameter)]!, parameter.tensor.shape)
          : oneOrNone(parameter),
      );
    },
  };
}

/** By parameter, the gradients of the tasks that reach it, by the place of the task. */
function findGradients(
  parameters: readonly ModelParameter[],
  tasks: readonly string[],
  losses: readonly Tensor[],
): ReadonlyMap<ModelParameter, ReadonlyMap<number, Tensor>> {
  const found = new Map<ModelParameter, Map<number, Tensor>>(
    parameters.map((parameter) => [parameter, new Map()]),
  );
  for (const [task, name] of tasks.entries()) {
    const reached = parameters.filter((parameter) => parameter.tasks.includes(name));
    const slopes = gradients(
      losses[task]!,
      reached.map(({ tensor }) => tensor),
    );
    for (const [at, parameter] of reached.entries()) found.get(parameter)!.set(task, slopes[at]!);
  }
  return found;
}
