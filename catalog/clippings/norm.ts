/** Clipping by the norm of all gradients. */
import { add, constant, divide, minimum, multiply, sqrt, square, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { defineClipping } from '../declaration';
import { number } from '../parameter';

/** As in PyTorch: a gradient of zero divides by this, not by zero. */
const NOTHING = 1e-6;

export const norm = defineClipping({
  name: 'norm',
  doc:
    'Scales the gradients of all parameters by the same factor where their common norm is above `max`, so that the step ' +
    'gets shorter and keeps its direction.',
  cite: 'Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks, ICML 2013',
  params: { max: number({ doc: 'The largest norm of a step’s gradients.', default: 1, above: 0 }) },
  example: 'norm(1)',
  clip({ max }, gradients) {
    const squares = gradients.map((gradient): Tensor => sum(square(gradient)));
    const length = sqrt(squares.reduce(add));
    const factor = minimum(constant(1), divide(constant(max), add(length, constant(NOTHING))));
    return gradients.map((gradient) => multiply(gradient, factor));
  },
});
