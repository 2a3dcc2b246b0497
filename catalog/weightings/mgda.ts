/** The weighting by the shortest vector between the gradients. */
import { divide, matmul, multiply, relu, sum } from '../../graph';
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
  tasks: 2,
  most: mostTasks,
  combine(_, { gramian, present }) {
    const g = regular(gramian, 1e-6);
    const sets = setsOf(tasksOf(g), 'without empty');
    // Within a set all gradients project alike on d: w = G⁻¹ 1, to the sum of 1.
    const free = sum(inverseWithin(g, sets), [2]);
    const w = divide(free, sum(free, [1], true));
    const squared = sum(multiply(matmul(w, g), w), [1]);
    return { weights: relu(bestOf(w, squared, keepsTo(sets, present, w))) };
  },
});
