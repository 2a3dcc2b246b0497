/** The weighting that balances the scales of losses and the lengths of gradients. */
import { constant, divide, max, maximum, multiply, power, sqrt } from '../../graph';
import { squaredNorms, TINY } from '../common/gramian';
import { defineGradientWeighting } from '../declaration';
import { number } from '../parameter';

export const dbMtl = defineGradientWeighting({
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
  needs: 'gramian',
  keeps: ['anyOrder'],
  logarithms: true,
  stays: ({ beta, sigma }, updates) => divide(constant(beta), power(updates, constant(sigma))),
  tasks: 2,
  positive: true,
  combine(_, { gramian, present }) {
    const lengths = multiply(sqrt(squaredNorms(gramian)), present);
    return { weights: divide(max(lengths), maximum(lengths, constant(TINY))) };
  },
});
