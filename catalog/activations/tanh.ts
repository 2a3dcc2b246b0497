/** The hyperbolic tangent. */
import { defineActivation } from '../declaration';
import * as graph from '../../graph';

export const tanh = defineActivation({
  name: 'tanh',
  doc: 'Squeezes numbers into -1 to 1: the hyperbolic tangent.',
  params: {},
  example: 'activation(tanh)',
  apply: graph.tanh,
});
