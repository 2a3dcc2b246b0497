/** The weighting that balances the scales of losses and the lengths of gradients. */
import {
  add,
  constant,
  divide,
  matmul,
  max,
  maximum,
  multiply,
  power,
  reshape,
  sqrt,
  square,
  subtract,
  sum,
} from '../../graph';
import { TINY } from '../common/gramian';
import { knownLosses } from '../common/known-losses';
import { defineDirectionWeighting } from '../declaration';
import { number } from '../parameter';

export const dbMtl = defineDirectionWeighting({
  name: 'dbMtl',
  doc:
    'Dual balancing: takes the logarithms of the losses, so that no unit matters, and brings running means ĝᵢ of their gradients to the ' +
    'length of the longest: Σ (max ‖ĝ‖ / ‖ĝᵢ‖) ĝᵢ.',
  cite: 'Lin et al., Dual-balancing for multi-task learning, arXiv 2308.12029, 2023',
  params: {
    beta: number({
      doc: 'How much of the running mean stays in a step; 0 takes each gradient as it is.',
      default: 0.9,
      min: 0,
      below: 1,
    }),
    sigma: number({
      doc: 'How fast that fades: in step t the share β / t^σ stays.',
      default: 0,
      min: 0,
      max: 1,
    }),
  },
  example: 'dbMtl(beta: 0.9)',
  needs: 'gradients',
  keeps: ['anyOrder'],
  logarithms: true,
  tasks: 2,
  positive: true,
  moved: { mean: { each: 'coordinate', start: 0 }, updates: { each: 'task', start: 0 } },
  combine({ beta, sigma }, { jacobian: g, losses, present, moved }) {
    const tasks = present.shape[0]!;
    const updates = add(moved['updates']!, constant(1));
    const stays = divide(constant(beta), power(updates, constant(sigma)));
    // ĝ = g + (β / t^σ) (ĝ - g)
    const mean = add(g, multiply(reshape(stays, [tasks, 1]), subtract(moved['mean']!, g)));
    const lengths = multiply(sqrt(sum(square(mean), [1])), present);
    const scale = multiply(divide(max(lengths), maximum(lengths, constant(TINY))), present);
    return {
      direction: reshape(matmul(reshape(scale, [1, tasks]), mean), [g.shape[1]!]),
      // The gradient of log L is that of L, divided by it.
      weights: divide(scale, knownLosses(losses, present)),
      moved: { mean, updates },
    };
  },
});
