/** Adagrad. */
import { add, constant, divide, multiply, sqrt, square, subtract } from '../../graph';
import { defineOptimizer } from '../declaration';
import { rateParameter } from '../common/rate';
import { number } from '../parameter';

export const adagrad = defineOptimizer({
  name: 'adagrad',
  doc: 'Goes down the gradient, each number scaled by the root of the sum of all its squares so far: what seldom moves takes longer steps.',
  cite: 'Duchi, Hazan & Singer, Adaptive subgradient methods for online learning and stochastic optimization, JMLR 12, 2011',
  params: {
    rate: rateParameter(0.01),
    epsilon: number({
      doc: 'Added to the root of the sum, so that nothing divides by zero.',
      default: 1e-10,
      above: 0,
    }),
  },
  example: 'adagrad(rate: 0.01)',
  slots: ['sumOfSquares'],
  update({ epsilon }, { parameter, gradient, slots, rate }) {
    // s ← s + g²;  θ ← θ - η g / (√s + ε)
    const sumOfSquares = add(slots['sumOfSquares']!, square(gradient));
    const move = divide(multiply(rate, gradient), add(sqrt(sumOfSquares), constant(epsilon)));
    return { parameter: subtract(parameter, move), slots: { sumOfSquares } };
  },
});
