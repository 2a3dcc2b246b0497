/** The weighting by chance. */
import { constant, cos, log, multiply, sqrt, subtract, sum } from '../../graph';
import { sharesOf } from '../common/shares';
import { defineWeighting } from '../declaration';

export const rlw = defineWeighting({
  name: 'rlw',
  doc:
    'Random loss weighting: new weights in every step, softmax(z) with z from the standard normal distribution. Tasks ' +
    'without labels in the batch take no share.',
  cite: 'Lin, Ye, Zhang & Tsang, Reasonable effectiveness of random weighting, TMLR 2022',
  params: {},
  example: 'rlw',
  needs: 'losses',
  tasks: 2,
  build(_, { losses, present, random }) {
    // Box & Muller: u is taken from 1 so that its logarithm is finite.
    const u = subtract(constant(1), random('radius', losses.shape));
    const angle = multiply(random('angle', losses.shape), constant(2 * Math.PI));
    const z = multiply(sqrt(multiply(log(u), constant(-2))), cos(angle));
    const weights = sharesOf(z, present);
    return { objective: sum(multiply(weights, losses)), weights };
  },
});
