/** Adam with weight decay of its own. */
import { add, constant, multiply, subtract } from '../../graph';
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
  update({ decay, ...args }, { parameter, rate, ...now }) {
    const { direction, slots } = followMoments(args, now);
    const down = add(direction, multiply(parameter, constant(decay)));
    return { parameter: subtract(parameter, multiply(rate, down)), slots };
  },
});
