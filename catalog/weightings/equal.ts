/** The weighting that just adds the losses up. */
import { constant, multiply, sum } from '../../graph';
import { defineWeighting } from '../declaration';

export const equal = defineWeighting({
  name: 'equal',
  doc: 'Adds the losses of the tasks up as they are: Σ Lᵢ.',
  params: {},
  example: 'equal',
  needs: 'losses',
  tasks: 1,
  build: (_, { losses, present }) => ({
    objective: sum(multiply(losses, present)),
    weights: constant(1, losses.shape),
  }),
});
