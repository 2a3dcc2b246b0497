/** RMSprop. */
import { add, constant, divide, multiply, sqrt, square, subtract } from '../../graph';
import { defineOptimizer } from '../declaration';
import { rateParameter } from '../common/rate';
import { number } from '../parameter';

export const rmsprop = defineOptimizer({
  name: 'rmsprop',
  doc: 'Goes down the gradient, each number scaled by the root of its running mean square; with momentum, along a running sum of such steps.',
  cite: 'Tieleman & Hinton, Lecture 6.5: rmsprop, Neural networks for machine learning, Coursera, 2012',
  params: {
    rate: rateParameter(0.001),
    decay: number({
      doc: 'Share of the mean square that is kept in every step.',
      default: 0.9,
      published: true,
      min: 0,
      below: 1,
    }),
    epsilon: number({
      doc: 'Added to the root of the mean square, so that nothing divides by zero.',
      default: 1e-8,
      above: 0,
    }),
    momentum: number({
      doc: 'Share of the running sum of steps that is kept in every step.',
      default: 0,
      min: 0,
      below: 1,
    }),
  },
  example: 'rmsprop(rate: 0.001, decay: 0.9)',
  slots: ['meanSquare', 'velocity'],
  update({ decay, epsilon, momentum }, { parameter, gradient, slots, rate }) {
    // v ← ρ v + (1 - ρ) g²;  u ← μ u + g / (√v + ε);  θ ← θ - η u
    const kept = multiply(slots['meanSquare']!, constant(decay));
    const meanSquare = add(kept, multiply(square(gradient), constant(1 - decay)));
    const scaled = divide(gradient, add(sqrt(meanSquare), constant(epsilon)));
    const move = (along: typeof gradient) => subtract(parameter, multiply(rate, along));
    if (momentum === 0) return { parameter: move(scaled), slots: { ...slots, meanSquare } };
    const velocity = add(multiply(slots['velocity']!, constant(momentum)), scaled);
    return { parameter: move(velocity), slots: { meanSquare, velocity } };
  },
});
