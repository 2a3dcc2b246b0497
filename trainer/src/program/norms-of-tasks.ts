/** Norms of the tasks' gradients over one layer: the last one that the most tasks share. */
import type { ModelParameter } from '../../../catalog/model/model';
import { add, constant, gradients, sqrt, square, sum } from '../../../graph';
import type { Tensor } from '../../../graph/tensor';
import { stack } from './readings';

/**
 * [tasks]; 0 for a task that does not reach the layer or has no labels. `losses` are scalars, one for each of `tasks`. One layer takes each task only as
 * far backwards as that layer, which is little beside the pass through the whole model.
 */
export function normsOfTasks(
  parameters: readonly ModelParameter[],
  tasks: readonly string[],
  losses: readonly Tensor[],
): Tensor {
  const layer = lastSharedLayer(parameters);
  const norms = tasks.map((name, task) => {
    const reached = layer.filter((parameter) => parameter.tasks.includes(name));
    if (reached.length === 0) return constant(0);
    const slopes = gradients(
      losses[task]!,
      reached.map(({ tensor }) => tensor),
    );
    return sqrt(slopes.map((slope) => sum(square(slope))).reduce(add));
  });
  return stack(norms);
}

/** Its parameters, of which there are none where no two tasks share one. They stand in the order in which a row passes them. */
function lastSharedLayer(parameters: readonly ModelParameter[]): readonly ModelParameter[] {
  const most = Math.max(2, ...parameters.map(({ tasks }) => tasks.length));
  const last = parameters.findLast(({ tasks }) => tasks.length === most);
  return last ? parameters.filter(({ name }) => layerOf(name) === layerOf(last.name)) : [];
}

/** `trunk/1.dense` of `trunk/1.dense/weight`. */
const layerOf = (name: string): string => name.slice(0, name.lastIndexOf('/'));
