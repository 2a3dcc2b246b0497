/** The weighting by the geometric mean. */
import { constant, divide, exp, log, maximum, multiply, stopGradient, sum } from '../../graph';
import { knownLosses } from '../common/known-losses';
import { defineWeighting } from '../declaration';

export const gls = defineWeighting({
  name: 'gls',
  doc:
    'Geometric loss strategy: descends the geometric mean of the losses, (Π Lᵢ)^(1/T), which weighs each by ' +
    'GLS / (T Lᵢ) and does not care about their units.',
  cite: 'Chennupati et al., MultiNet++: multi-stream feature aggregation and geometric loss strategy, CVPR workshops 2019',
  params: {},
  example: 'gls',
  needs: 'losses',
  tasks: 2,
  positive: true,
  build(_, { losses, present }) {
    // A task without labels counts as a factor of 1, and not in T.
    const known = knownLosses(losses, present);
    const count = maximum(sum(present), constant(1));
    const objective = exp(divide(sum(log(known)), count));
    const weights = multiply(divide(stopGradient(objective), multiply(count, stopGradient(known))), present);
    return { objective, weights };
  },
});
