/** Adam with weight decay of its own. */
import { constant, multiply, subtract } from '../../graph';
import { defineOptimizer } from '../declaration';
import { followMoments, momentParameters, momentSlots } from '../common/moments';
import { number } from '../parameter';
import { rateParameter } from '../common/rate';

export const adamw = defineOptimizer({
  name: 'adamw',
  doc: 'Adam that also shrinks each parameter a little in every step, apart from its gradient.',
  cite: 'Loshchilov & Hutter, Decoupled weight decay regularization, ICLR 2019',
  params: {
    rate: rateParameter(0.001),
    ...momentParameters,
    decay: number({
      doc: 'Share of a parameter that is taken off in a step, times the rate.',
      default: 0.01,
      min: 0,
    }),
  },
  example: 'adamw(rate: 0.001, decay: 0.01)',
  slots: momentSlots,
  update(args, now) {
    const { move, slots } = followMoments(args, now);
    const kept = subtract(constant(1), multiply(now.rate, constant(args.decay)));
    return { parameter: subtract(multiply(now.parameter, kept), move), slots };
  },
});
