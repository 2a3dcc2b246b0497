/** Running means of the tasks' gradients, for weightings that combine those. */
import type { ModelParameter } from '../../../catalog/model/model';
import { add, constant, greater, multiply, reshape, slice, state, subtract, where } from '../../../graph';
import type { Program } from '../../../graph/program';
import { sizeOf, type Tensor } from '../../../graph/tensor';
import type { NamedValues } from '../executors/executor';
import { weightingState } from './weighting-states';

export interface RunningMeans {
  /** What stands for the gradient of a task with respect to a parameter: its running mean; zero for a task without labels. */
  follow(gradient: Tensor, parameter: ModelParameter, task: number): Tensor;
  /** Of all that were followed; those of a task without labels stay. */
  states(): Program['states'];
  /** Made anew each time: there are as many numbers as the tasks share. */
  start(): NamedValues;
}

/** `stays` and `present` are [tasks]: the share of each mean that stays in this step, and whether the task has labels, 0 or 1. */
export function openMeans(tasks: readonly string[], stays: Tensor, present: Tensor): RunningMeans {
  const found = new Map<string, Program['states'][string]>();
  return {
    follow(gradient, { name, tensor }, task) {
      const source = state(weightingState(`mean/${tasks[task]!}/${name}`), tensor.shape);
      const [share, isThere] = [of(stays, task), of(present, task)];
      // s m + (1 - s) g, where the gradient is zero without labels.
      const mean = add(
        multiply(source, multiply(share, isThere)),
        multiply(gradient, subtract(constant(1), share)),
      );
      found.set(`mean/${tasks[task]!}/${name}`, {
        source,
        next: where(greater(isThere, constant(0)), mean, source),
      });
      return mean;
    },
    states: () => Object.fromEntries([...found].map(([name, one]) => [weightingState(name), one])),
    start: () =>
      Object.fromEntries(
        [...found].map(([name, { source }]) => [
          weightingState(name),
          new Float32Array(sizeOf(source.shape)),
        ]),
      ),
  };
}

/** The number of a task among those of all [tasks], as a scalar. */
const of = (numbers: Tensor, task: number): Tensor => reshape(slice(numbers, 0, task, task + 1), []);
