/** The weighting whose update projects alike on all gradients. */
import { abs, constant, divide, greater, matmul, multiply, reshape, sqrt, sum, where } from '../../graph';
import { regular, squaredNorms, tasksOf, TINY } from '../common/gramian';
import { inverseWithin } from '../common/supports';
import { defineGradientWeighting } from '../declaration';

export const imtl = defineGradientWeighting({
  name: 'imtl',
  doc:
    'Impartial multi-task learning, its gradient balance: the update d = Σ wᵢ gᵢ with Σ wᵢ = 1 projects alike on the unit vector ' +
    'of every gradient, w ∝ G⁻¹ √diag G. Weights can be negative.',
  cite: 'Liu et al., Towards impartial multi-task learning, ICLR 2021',
  params: {},
  example: 'imtl',
  needs: 'gramian',
  keeps: ['anyOrder'],
  tasks: 2,
  combine(_, { gramian, present }) {
    const tasks = tasksOf(gramian);
    const g = regular(gramian, 1e-6);
    const inverse = inverseWithin(g, reshape(present, [1, tasks]));
    const lengths = reshape(sqrt(squaredNorms(g)), [tasks, 1]);
    const free = reshape(matmul(inverse, lengths), [tasks]);
    const total = sum(free);
    const isKnown = greater(abs(total), constant(TINY));
    return {
      weights: where(
        isKnown,
        divide(free, where(isKnown, total, constant(1))),
        multiply(present, constant(0)),
      ),
    };
  },
});
