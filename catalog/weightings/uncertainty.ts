/** The weighting by learned uncertainty. */
import { add, constant, exp, multiply, negate, sum } from '../../graph';
import { defineWeighting } from '../declaration';

export const uncertainty = defineWeighting({
  name: 'uncertainty',
  doc:
    'Learns how uncertain each task is, with the model, and gives uncertain tasks less weight: Σ ½ exp(-sᵢ) Lᵢ + ½ sᵢ, ' +
    'where sᵢ is the logarithm of a variance. It comes to rest where each variance equals its loss.',
  cite: 'Kendall, Gal & Cipolla, Multi-task learning using uncertainty to weigh losses, CVPR 2018',
  params: {},
  example: 'uncertainty',
  needs: 'losses',
  tasks: 1,
  learned: { logVariance: 0 },
  build(_, { losses, present, learned }) {
    const half = constant(0.5);
    const s = learned['logVariance']!;
    const weights = multiply(half, exp(negate(s)));
    const terms = add(multiply(weights, losses), multiply(half, s));
    return { objective: sum(multiply(terms, present)), weights };
  },
});
