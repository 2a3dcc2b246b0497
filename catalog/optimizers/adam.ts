/** Adam. */
import { subtract } from '../../graph';
import { defineOptimizer } from '../declaration';
import { followMoments, momentParameters, momentSlots } from '../common/moments';
import { rateParameter } from '../common/rate';

export const adam = defineOptimizer({
  name: 'adam',
  doc: 'Steps along the running mean of the gradients, each number scaled by the root of its running mean square.',
  cite: 'Kingma & Ba, Adam: a method for stochastic optimization, ICLR 2015',
  params: { rate: rateParameter(0.001), ...momentParameters },
  example: 'adam(rate: 0.001)',
  slots: momentSlots,
  update(args, now) {
    const { move, slots } = followMoments(args, now);
    return { parameter: subtract(now.parameter, move), slots };
  },
});
