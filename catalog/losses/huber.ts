/** The loss that is squared near the truth and straight far from it. */
import { abs, add, constant, mean, minimum, multiply, square, subtract } from '../../graph';
import { defineLoss } from '../declaration';
import { NUMBERS } from '../common/fits';
import { number } from '../parameter';

export const huber = defineLoss({
  name: 'huber',
  doc: 'Half the squared error up to `delta`, straight beyond it, so that outliers do not rule: ½ e², then δ (|e| - ½ δ).',
  cite: 'Huber, Robust estimation of a location parameter, Annals of Mathematical Statistics 35(1), 1964',
  params: { delta: number({ doc: 'The error at which the loss becomes straight.', default: 1, above: 0 }) },
  example: 'huber(delta: 1)',
  fits: NUMBERS,
  build({ delta }, output, label) {
    const error = abs(subtract(output, label));
    const near = minimum(error, constant(delta));
    // ½ near² + δ (error - near): the second term is zero up to δ, the first is ½ δ² from there on.
    const half = multiply(square(near), constant(0.5));
    return mean(add(half, multiply(subtract(error, near), constant(delta))), [1]);
  },
});
