/** The weighting by the shortest vector between the gradients. */
import { add, constant, divide, matmul, multiply, relu, reshape, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { regular, tasksOf } from '../common/gramian';
import { bestOf, inverseWithin, keepsTo, mostTasks, setsOf } from '../common/supports';
import { defineGradientWeighting } from '../declaration';

export const mgda = defineGradientWeighting({
  name: 'mgda',
  doc:
    'Multiple gradient descent: goes along the shortest vector that is a mixture of the gradients, min ‖Σ wᵢ gᵢ‖ with wᵢ ≥ 0 and ' +
    'Σ wᵢ = 1, which harms no task and is zero where none can gain.',
  cite: 'Désidéri, Multiple-gradient descent algorithm, Comptes Rendus Mathématique 2012; Sener & Koltun, Multi-task learning as multi-objective optimization, NeurIPS 2018',
  params: {},
  example: 'mgda',
  needs: 'gramian',
  keeps: ['anyOrder', 'harmsNone'],
  tasks: 2,
  most: mostTasks,
  combine(_, { gramian, present }) {
    const ridge = 1e-6;
    const g = regular(gramian, ridge);
    const tasks = tasksOf(g);
    const sets = setsOf(tasks, 'without empty');
    // Adding 1 to every product adds 1 to the square of every mixture, and gives opposite gradients an inverse.
    const inverse = inverseWithin(add(g, constant(1)), sets);
    const solve = (right: Tensor) => sum(multiply(inverse, reshape(right, [sets.shape[0]!, 1, tasks])), [2]);
    // Within a set all gradients project alike on d: w = G⁻¹ 1, to the sum of 1. What the ridge takes is added again, so that d is zero where no
    // task can gain.
    let free = solve(sets);
    for (let pass = 0; pass < 2; pass++) free = solve(add(sets, multiply(free, constant(ridge))));
    const w = divide(free, sum(free, [1], true));
    const squared = sum(multiply(matmul(w, g), w), [1]);
    return { weights: relu(bestOf(w, squared, keepsTo(sets, present, w))) };
  },
});
