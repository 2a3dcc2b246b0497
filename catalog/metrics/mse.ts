/** The mean squared error as a metric. */
import { mean, square, subtract } from '../../graph';
import { defineMetric } from '../declaration';
import { NUMBERS } from '../common/fits';
import { meanOf, sumAndCount } from '../common/mean-metric';

export const mse = defineMetric({
  name: 'mse',
  doc: 'The mean squared error over rows and numbers. In the standardised unit, unless the target says `scale: none`.',
  params: {},
  example: 'mse',
  fits: NUMBERS,
  better: 'lower',
  build: (_, { prediction, label, mask }) =>
    sumAndCount(mean(square(subtract(prediction, label)), [1]), mask),
  finish: (_, sums) => meanOf(sums),
});
