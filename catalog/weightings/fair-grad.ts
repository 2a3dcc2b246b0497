/** The weighting that shares the progress between tasks by a chosen fairness. */
import { fairWeights } from '../common/fair-weights';
import { defineGradientWeighting } from '../declaration';
import { number } from '../parameter';

export const fairGrad = defineGradientWeighting({
  name: 'fairGrad',
  doc:
    'Fair resource allocation: G w = w^(-1/α), so that α decides between the sum of all progress (small) and that of the task that ' +
    'gains least (large); 1 is the bargain of Nash.',
  cite: 'Ban & Ji, Fair resource allocation in multi-task learning, ICML 2024',
  params: {
    alpha: number({ doc: 'How fair.', default: 1, min: 0.2, max: 10 }),
  },
  example: 'fairGrad(alpha: 1)',
  needs: 'gramian',
  keeps: ['anyOrder', 'harmsNone'],
  tasks: 2,
  combine: ({ alpha }, { gramian, present }) => ({ weights: fairWeights(gramian, present, 1 / alpha) }),
});
