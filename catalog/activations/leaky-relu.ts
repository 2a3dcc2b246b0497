/** The rectifier that lets a little of the negative side through. */
import { constant, maximum, multiply } from '../../graph';
import { defineActivation } from '../declaration';

/** Slope below zero, as in the paper and in PyTorch. */
const SLOPE = 0.01;

export const leakyRelu = defineActivation({
  name: 'leakyRelu',
  doc: 'Keeps what is above zero and a hundredth of what is below: max(x, 0.01 x).',
  cite: 'Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models, ICML 2013',
  params: {},
  example: 'activation(leakyRelu)',
  apply: (x) => maximum(x, multiply(x, constant(SLOPE))),
});
