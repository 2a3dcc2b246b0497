/** The harmonic mean of precision and recall. */
import { defineMetric } from '../declaration';
import { CATEGORIES } from '../common/fits';
import { countHits, macroMean, shareOf } from '../common/hits';

export const f1 = defineMetric({
  name: 'f1',
  doc: 'The harmonic mean of precision and recall of a class (or label). The mean over all that occur.',
  params: {},
  example: 'f1',
  fits: CATEGORIES,
  better: 'higher',
  build: (_, input) => countHits(input),
  finish: (_, sums) =>
    macroMean(sums, ({ found, claimed, missed }) => shareOf(2 * found, 2 * found + claimed + missed)),
});
