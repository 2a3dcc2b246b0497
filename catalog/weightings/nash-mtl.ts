/** The weighting that bargains a common update between the tasks. */
import { constant, divide, maximum, minimum, multiply } from '../../graph';
import { fairWeights } from '../common/fair-weights';
import { lengthAlong, TINY } from '../common/gramian';
import { defineGradientWeighting } from '../declaration';
import { number } from '../parameter';

export const nashMtl = defineGradientWeighting({
  name: 'nashMtl',
  doc:
    'Nash bargaining: the update on which all tasks can agree, d = Σ wᵢ gᵢ with G w = 1 / w, which does not care how the losses ' +
    'are scaled.',
  cite: 'Navon et al., Multi-task learning as a bargaining game, ICML 2022',
  params: {
    longest: number({
      doc: 'A longer update is shortened to this.',
      default: 1,
      published: true,
      above: 0,
    }),
  },
  example: 'nashMtl(longest: 1)',
  needs: 'gramian',
  keeps: ['anyOrder', 'harmsNone'],
  tasks: 2,
  combine({ longest }, { gramian, present }) {
    const weights = multiply(fairWeights(gramian, present, 1), present);
    const length = maximum(lengthAlong(gramian, weights), constant(TINY));
    return { weights: multiply(weights, minimum(divide(constant(longest), length), constant(1))) };
  },
});
