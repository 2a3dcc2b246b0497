/** The share of right answers. */
import { abs, constant, mean, multiply, subtract, sum } from '../../graph';
import { isClassIndex } from '../common/class-labels';
import { defineMetric } from '../declaration';
import { CATEGORIES } from '../common/fits';
import { decisions } from '../common/hits';
import { meanOf, sumAndCount } from '../common/mean-metric';

export const accuracy = defineMetric({
  name: 'accuracy',
  doc: 'The share of right answers: most probable classes that are the true ones, or truths told right at probability ½.',
  params: {},
  example: 'accuracy',
  fits: CATEGORIES,
  better: 'higher',
  build(_, input) {
    const { predicted, truth } = decisions(input);
    // A wrong class differs from the true one in two places, a wrong truth in one.
    const wrong = isClassIndex(input.prediction, input.label)
      ? multiply(sum(abs(subtract(predicted, truth)), [1]), constant(0.5))
      : mean(abs(subtract(predicted, truth)), [1]);
    return sumAndCount(subtract(constant(1), wrong), input.mask);
  },
  finish: (_, sums) => meanOf(sums),
});
