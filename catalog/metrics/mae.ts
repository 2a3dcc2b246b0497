/** The mean absolute error as a metric. */
import { abs, mean, subtract } from '../../graph';
import { defineMetric } from '../declaration';
import { NUMBERS } from '../common/fits';
import { meanOf, sumAndCount } from '../common/mean-metric';

export const mae = defineMetric({
  name: 'mae',
  doc: 'The mean absolute error over rows and numbers. In the standardised unit, unless the target says `scale: none`.',
  params: {},
  example: 'mae',
  fits: NUMBERS,
  better: 'lower',
  build: (_, { prediction, label, mask }) => sumAndCount(mean(abs(subtract(prediction, label)), [1]), mask),
  finish: (_, sums) => meanOf(sums),
});
