/** The smooth rectifier. */
import { defineActivation } from '../declaration';
import * as graph from '../../graph';

export const softplus = defineActivation({
  name: 'softplus',
  doc: 'A smooth rectifier: log(1 + exp(x)).',
  params: {},
  example: 'activation(softplus)',
  apply: graph.softplus,
});
