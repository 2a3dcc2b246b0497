/** The normalised exponential over features. */
import * as graph from '../../graph';
import { featureAxis } from '../common/feature-axis';
import { defineActivation } from '../declaration';

export const softmax = defineActivation({
  name: 'softmax',
  doc: 'Turns the features of a row (or pixel, or step) into shares that add up to 1: exp(x) / Σ exp(x).',
  cite: 'Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990',
  params: {},
  example: 'activation(softmax)',
  apply: (x) => graph.softmax(x, featureAxis(x)),
});
