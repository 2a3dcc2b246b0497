/** Gradients of each task, and what becomes of them where several tasks reach a parameter. */
import type { ModelParameter } from '../../../catalog/model/model';
import { add, constant, gradients, multiply, reshape, slice, sum } from '../../../graph';
import type { Tensor } from '../../../graph/tensor';
import { stack } from './readings';

export interface TaskGradients {
  /** Inner products of the tasks' gradients over the parameters that several tasks reach: [tasks, tasks]. */
  readonly gramian: Tensor;
  /** For each parameter the sum of the tasks' gradients times `weights` [tasks], or the gradient of its only task as it is. */
  along(weights: Tensor): readonly Tensor[];
  /** For each parameter what is made of the gradients of the tasks that reach it, or the gradient of its only task as it is. */
  each(make: (gradients: readonly Tensor[], parameter: ModelParameter) => Tensor): readonly Tensor[];
}

/**
 * `losses` are scalars, one for each of `tasks`; the gradient of one that has no labels is zero. `follow` answers what stands for a gradient where several
 * tasks reach the parameter; the gradient itself when left out.
 */
export function combineGradients(
  parameters: readonly ModelParameter[],
  tasks: readonly string[],
  losses: readonly Tensor[],
  follow: (gradient: Tensor, parameter: ModelParameter, task: number) => Tensor = (gradient) => gradient,
): TaskGradients {
  /** By parameter, the gradients of the tasks that reach it. */
  const found = new Map<ModelParameter, Map<number, Tensor>>(
    parameters.map((parameter) => [parameter, new Map()]),
  );
  for (const [task, name] of tasks.entries()) {
    const reached = parameters.filter((parameter) => parameter.tasks.includes(name));
    const slopes = gradients(
      losses[task]!,
      reached.map(({ tensor }) => tensor),
    );
    for (const [at, parameter] of reached.entries()) {
      const isShared = parameter.tasks.length > 1;
      found.get(parameter)!.set(task, isShared ? follow(slopes[at]!, parameter, task) : slopes[at]!);
    }
  }
  const shared = [...found.values()].filter((rows) => rows.size > 1);
  const product = (a: number, b: number): Tensor => {
    const terms = shared.flatMap((rows) => {
      const [left, right] = [rows.get(a), rows.get(b)];
      return left && right ? [sum(multiply(left, right))] : [];
    });
    return terms.length > 0 ? terms.reduce(add) : constant(0);
  };
  const products = tasks.map((_, a) => tasks.slice(0, a + 1).map((__, b) => product(a, b)));
  const entries = tasks.flatMap((_, a) => tasks.map((__, b) => products[Math.max(a, b)]![Math.min(a, b)]!));
  const makeEach = (make: (rows: ReadonlyMap<number, Tensor>, parameter: ModelParameter) => Tensor) =>
    parameters.map((parameter) => {
      const rows = found.get(parameter)!;
      if (rows.size > 1) return make(rows, parameter);
      return [...rows.values()][0] ?? constant(0, parameter.tensor.shape);
    });
  return {
    gramian: reshape(stack(entries), [tasks.length, tasks.length]),
    along(weights) {
      const weightOf = (task: number): Tensor => reshape(slice(weights, 0, task, task + 1), []);
      return makeEach((rows) =>
        [...rows].map(([task, slope]) => multiply(slope, weightOf(task))).reduce(add),
      );
    },
    each: (make) => makeEach((rows, parameter) => make([...rows.values()], parameter)),
  };
}
