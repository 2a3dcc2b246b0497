/** The root of the mean squared error. */
import { mean, square, subtract } from '../../graph';
import { defineMetric } from '../declaration';
import { NUMBERS } from '../common/fits';
import { meanOf, sumAndCount } from '../common/mean-metric';

export const rmse = defineMetric({
  name: 'rmse',
  doc: 'The root of the mean squared error over rows and numbers. In the standardised unit, unless the target says `scale: none`.',
  params: {},
  example: 'rmse',
  fits: NUMBERS,
  better: 'lower',
  build: (_, { prediction, label, mask }) =>
    sumAndCount(mean(square(subtract(prediction, label)), [1]), mask),
  finish: (_, sums) => Math.sqrt(meanOf(sums)),
});
