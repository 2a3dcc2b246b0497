/** The overlap of what is predicted and what is true. */
import { constant, divide, maximum, reshape } from '../../graph';
import { anchorParameter, boxOf, overlap } from '../common/boxes';
import { isClassIndex } from '../common/class-labels';
import { countHits, macroMean, shareOf } from '../common/hits';
import { defineMetric } from '../declaration';
import { meanOf, sumAndCount } from '../common/mean-metric';

/** Two empty rectangles share nothing of nothing: their quotient is 0, not NaN. */
const NOTHING = 1e-12;

export const iou = defineMetric({
  name: 'iou',
  doc:
    'The area that two rectangles share, by the area that they cover together, in the unit of the data. Of a mask: the pixels of a ' +
    'class that are found, by those that are of it or taken for it; the mean over all classes that occur.',
  cite: 'Jaccard, Distribution de la flore alpine, Bulletin de la Société Vaudoise des Sciences Naturelles 37, 1901',
  params: { anchor: anchorParameter },
  example: 'iou',
  fits: ['box', 'mask'],
  better: 'higher',
  build({ anchor }, input) {
    const { prediction, label, mask, original } = input;
    if (isClassIndex(prediction, label)) return countHits(input);
    const { shared, covered } = overlap(boxOf(original(prediction), anchor), boxOf(original(label), anchor));
    const quotient = divide(shared, maximum(covered, constant(NOTHING)));
    return sumAndCount(reshape(quotient, [mask.shape[0]!]), mask);
  },
  // Two sums are those of rectangles; classes have three each, and there are at least two.
  finish: (_, sums) =>
    sums.length === 2
      ? meanOf(sums)
      : macroMean(sums, ({ found, claimed, missed }) => shareOf(found, found + claimed + missed)),
});
