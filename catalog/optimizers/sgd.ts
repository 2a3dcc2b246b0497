/** Stochastic gradient descent, with momentum where wanted. */
import { add, constant, multiply, subtract } from '../../graph';
import { defineOptimizer } from '../declaration';
import { rateParameter } from '../common/rate';
import { flag, number } from '../parameter';

export const sgd = defineOptimizer({
  name: 'sgd',
  doc: 'Goes down the gradient of each batch; with momentum, along a running sum of gradients.',
  cite: 'Robbins & Monro, A stochastic approximation method, 1951; Sutskever et al., On the importance of initialization and momentum in deep learning, ICML 2013',
  params: {
    rate: rateParameter(0.01),
    momentum: number({
      doc: 'Share of the running sum that is kept in every step.',
      default: 0,
      min: 0,
      below: 1,
    }),
    nesterov: flag({ doc: 'Looks one step ahead along the momentum.', default: false }),
    decay: number({
      doc: 'Share of a parameter that is added to its gradient, so that it shrinks: weight decay.',
      default: 0,
      min: 0,
    }),
  },
  example: 'sgd(rate: 0.01, momentum: 0.9)',
  slots: ['velocity'],
  update({ momentum, nesterov, decay }, { parameter, gradient: given, slots, rate }) {
    const gradient = decay === 0 ? given : add(given, multiply(parameter, constant(decay)));
    const step = (direction: typeof gradient) => subtract(parameter, multiply(rate, direction));
    if (momentum === 0) return { parameter: step(gradient), slots };
    // v ← μ v + g;  θ ← θ - η v, or θ - η (g + μ v) after Nesterov
    const decayed = (velocity: typeof gradient) => multiply(velocity, constant(momentum));
    const velocity = add(decayed(slots['velocity']!), gradient);
    return { parameter: step(nesterov ? add(gradient, decayed(velocity)) : velocity), slots: { velocity } };
  },
});
