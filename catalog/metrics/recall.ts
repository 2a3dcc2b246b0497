/** The share of what is there that is found. */
import { defineMetric } from '../declaration';
import { CATEGORIES } from '../common/fits';
import { countHits, macroMean, shareOf } from '../common/hits';

export const recall = defineMetric({
  name: 'recall',
  doc: 'Of the rows of a class (or with a label), the share that is found. The mean over all that occur.',
  params: {},
  example: 'recall',
  fits: CATEGORIES,
  better: 'higher',
  build: (_, input) => countHits(input),
  finish: (_, sums) => macroMean(sums, ({ found, missed }) => shareOf(found, found + missed)),
});
