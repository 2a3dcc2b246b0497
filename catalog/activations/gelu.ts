/** The Gaussian error linear unit, in its exact form. */
import { add, constant, erf, multiply } from '../../graph';
import { defineActivation } from '../declaration';

export const gelu = defineActivation({
  name: 'gelu',
  doc: 'Weighs each number by the probability that a standard normal number is below it: x Φ(x).',
  cite: 'Hendrycks & Gimpel, Gaussian error linear units, 2016',
  params: {},
  example: 'activation(gelu)',
  apply: (x) =>
    multiply(multiply(x, constant(0.5)), add(constant(1), erf(multiply(x, constant(Math.SQRT1_2))))),
});
