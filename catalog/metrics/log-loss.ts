/** The cross-entropy as a metric. */
import { add, constant, log, maximum, mean, multiply, negate, subtract, sum } from '../../graph';
import { classVectors, isClassIndex } from '../common/class-labels';
import { defineMetric } from '../declaration';
import { CATEGORIES } from '../common/fits';
import { meanOf, sumAndCount } from '../common/mean-metric';

/** Probabilities below this count as this, so that a single row cannot make the mean infinite. */
const LEAST = 1e-7;

export const logLoss = defineMetric({
  name: 'logLoss',
  doc: 'The negative logarithm of the probability that is given to the truth, averaged over rows and labels.',
  params: {},
  example: 'logLoss',
  fits: CATEGORIES,
  better: 'lower',
  build(_, { prediction, label, mask }) {
    const logOf = (probability: typeof prediction) => log(maximum(probability, constant(LEAST)));
    if (isClassIndex(prediction, label)) {
      const truth = classVectors(label, prediction.shape[1]!);
      return sumAndCount(negate(sum(multiply(truth, logOf(prediction)), [1])), mask);
    }
    const one = constant(1);
    const yes = multiply(label, logOf(prediction));
    const no = multiply(subtract(one, label), logOf(subtract(one, prediction)));
    return sumAndCount(negate(mean(add(yes, no), [1])), mask);
  },
  finish: (_, sums) => meanOf(sums),
});
