/** The Gaussian error linear unit, in its exact form. */
import { gelu as weighByNormal } from '../../graph';
import { defineActivation } from '../declaration';

export const gelu = defineActivation({
  name: 'gelu',
  doc: 'Weighs each number by the probability that a standard normal number is below it: x Φ(x).',
  cite: 'Hendrycks & Gimpel, Gaussian error linear units, 2016',
  params: {},
  example: 'activation(gelu)',
  apply: weighByNormal,
});
