/** The sigmoid-weighted linear unit, also known as swish. */
import { multiply, sigmoid } from '../../graph';
import { defineActivation } from '../declaration';

export const silu = defineActivation({
  name: 'silu',
  doc: 'Weighs each number by its own sigmoid: x / (1 + exp(-x)). Also known as swish.',
  cite: 'Elfwing, Uchibe & Doya, Sigmoid-weighted linear units, Neural Networks 107, 2018',
  params: {},
  example: 'activation(silu)',
  apply: (x) => multiply(x, sigmoid(x)),
});
