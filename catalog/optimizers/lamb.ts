/** LAMB. */
import {
  add,
  and,
  constant,
  divide,
  greater,
  multiply,
  sqrt,
  square,
  subtract,
  sum,
  where,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { followMoments, momentParameters, momentSlots } from '../common/moments';
import { rateParameter } from '../common/rate';
import { defineOptimizer } from '../declaration';
import { number } from '../parameter';

export const lamb = defineOptimizer({
  name: 'lamb',
  doc:
    'Adam with weight decay whose step is as long, for each weight matrix and each bias, as the numbers that it changes: ' +
    'for large batches.',
  cite: 'You et al., Large batch optimization for deep learning: training BERT in 76 minutes, ICLR 2020',
  params: {
    rate: rateParameter(0.001),
    beta1: momentParameters.beta1,
    beta2: momentParameters.beta2,
    epsilon: { ...momentParameters.epsilon, default: 1e-6 },
    decay: number({
      doc: 'Share of a parameter that is added to its direction, so that it shrinks.',
      default: 0.01,
      min: 0,
    }),
  },
  example: 'lamb(rate: 0.001, decay: 0.01)',
  slots: momentSlots,
  update(args, now) {
    // r = m̂ / (√v̂ + ε) + λ θ;  θ ← θ - η ‖θ‖ / ‖r‖ r
    const { move: adam, slots } = followMoments(args, { ...now, rate: constant(1) });
    const direction = add(adam, multiply(now.parameter, constant(args.decay)));
    const length = multiply(now.rate, trust(norm(now.parameter), norm(direction)));
    return { parameter: subtract(now.parameter, multiply(length, direction)), slots };
  },
});

/** Parameters that start at zero have no length to go by, and a direction of zero has none to scale: both take the rate. */
function trust(ofParameter: Tensor, ofDirection: Tensor): Tensor {
  const none = constant(0);
  const one = constant(1);
  const divisor = where(greater(ofDirection, none), ofDirection, one);
  const known = and(greater(ofParameter, none), greater(ofDirection, none));
  return where(known, divide(ofParameter, divisor), one);
}

const norm = (x: Tensor): Tensor => sqrt(sum(square(x)));
