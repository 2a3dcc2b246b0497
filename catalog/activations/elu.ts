/** The exponential linear unit. */
import { constant, exp, minimum, relu, add, subtract } from '../../graph';
import { defineActivation } from '../declaration';

export const elu = defineActivation({
  name: 'elu',
  doc: 'Keeps what is above zero and bends smoothly to -1 below: x for x > 0, exp(x) - 1 otherwise.',
  cite: 'Clevert, Unterthiner & Hochreiter, Fast and accurate deep network learning by ELUs, ICLR 2016',
  params: {},
  example: 'activation(elu)',
  // The exponential sees only the negative part, so that it never overflows on the side that is not used.
  apply: (x) => add(relu(x), subtract(exp(minimum(x, constant(0))), constant(1))),
});
