/** The share of rows whose true class is among the most probable ones. */
import { cast, constant, greater, less, multiply, sum } from '../../graph';
import { classVectors } from '../common/class-labels';
import { defineMetric } from '../declaration';
import { CLASSES } from '../common/fits';
import { meanOf, sumAndCount } from '../common/mean-metric';
import { integer } from '../parameter';

export const topK = defineMetric({
  name: 'topK',
  doc: 'The share of rows whose true class is among the `k` most probable ones.',
  params: { k: integer({ doc: 'How many of the most probable classes count.', default: 5, min: 1 }) },
  example: 'topK(5)',
  fits: CLASSES,
  better: 'higher',
  build({ k }, { prediction, label, mask }) {
    const truth = classVectors(label, prediction.shape[1]!);
    const probability = sum(multiply(truth, prediction), [1], true);
    const above = sum(cast(greater(prediction, probability), 'float32'), [1]);
    return sumAndCount(cast(less(above, constant(k)), 'float32'), mask);
  },
  finish: (_, sums) => meanOf(sums),
});
