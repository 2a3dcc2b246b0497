/** The logistic function. */
import { defineActivation } from '../declaration';
import * as graph from '../../graph';

export const sigmoid = defineActivation({
  name: 'sigmoid',
  doc: 'Squeezes numbers into 0 to 1: 1 / (1 + exp(-x)).',
  params: {},
  example: 'activation(sigmoid)',
  apply: graph.sigmoid,
});
