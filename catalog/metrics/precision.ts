/** The share of claims that are right. */
import { defineMetric } from '../declaration';
import { CATEGORIES } from '../common/fits';
import { countHits, macroMean, shareOf } from '../common/hits';

export const precision = defineMetric({
  name: 'precision',
  doc: 'Of the rows said to be of a class (or to have a label), the share that is. The mean over all that occur.',
  params: {},
  example: 'precision',
  fits: CATEGORIES,
  better: 'higher',
  build: (_, input) => countHits(input),
  finish: (_, sums) => macroMean(sums, ({ found, claimed }) => shareOf(found, found + claimed)),
});
