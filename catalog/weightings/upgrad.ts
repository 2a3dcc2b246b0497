/** The weighting that projects each gradient so that no task is harmed. */
import {
  add,
  constant,
  divide,
  matmul,
  maximum,
  multiply,
  negate,
  relu,
  reshape,
  slice,
  sum,
} from '../../graph';
import { identity, regular, tasksOf } from '../common/gramian';
import { bestOf, inverseWithin, keepsTo, mostTasks, setsOf } from '../common/supports';
import { defineGradientWeighting } from '../declaration';

export const upgrad = defineGradientWeighting({
  name: 'upgrad',
  doc:
    'Unconflicting projection of gradients: each gradient is moved as little as it takes to harm no task, and what comes of it is ' +
    'averaged. Larger gradients keep more of a say.',
  cite: 'Quinton & Rey, Jacobian descent for multi-objective optimization, arXiv 2406.16232, 2024',
  params: {},
  example: 'upgrad',
  needs: 'gramian',
  keeps: ['anyOrder', 'harmsNone', 'linear'],
  tasks: 2,
  most: mostTasks,
  combine(_, { gramian, present }) {
    const tasks = tasksOf(gramian);
    const g = regular(gramian, 1e-4);
    const sets = setsOf(tasks, 'with empty');
    // For each task i: min vᵀ G v with v ≥ eᵢ. With v = eᵢ + z, z is -G⁻¹ G eᵢ on the tasks where it is not 0.
    const z = negate(matmul(inverseWithin(g, sets), g));
    const ofTask = (i: number) => {
      const zi = reshape(slice(z, 2, i, i + 1), sets.shape);
      const column = reshape(slice(g, 1, i, i + 1), [tasks]);
      const objective = sum(multiply(zi, add(matmul(zi, g), multiply(column, constant(2)))), [1]);
      const moved = relu(bestOf(zi, objective, keepsTo(sets, present, zi)));
      const own = reshape(slice(identity(tasks), 0, i, i + 1), [tasks]);
      return multiply(add(own, moved), slice(present, 0, i, i + 1));
    };
    const all = Array.from({ length: tasks }, (_, i) => ofTask(i)).reduce(add);
    return { weights: divide(all, maximum(sum(present), constant(1))) };
  },
});
