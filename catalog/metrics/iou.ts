/** The overlap of predicted and true rectangles. */
import { constant, divide, maximum, reshape } from '../../graph';
import { anchorParameter, boxOf, overlap } from '../common/boxes';
import { defineMetric } from '../declaration';
import { meanOf, sumAndCount } from '../common/mean-metric';

/** Two empty rectangles share nothing of nothing: their quotient is 0, not NaN. */
const NOTHING = 1e-12;

export const iou = defineMetric({
  name: 'iou',
  doc: 'The area that two rectangles share, by the area that they cover together, in the unit of the data.',
  cite: 'Jaccard, Distribution de la flore alpine, Bulletin de la Société Vaudoise des Sciences Naturelles 37, 1901',
  params: { anchor: anchorParameter },
  example: 'iou',
  fits: ['box'],
  better: 'higher',
  build({ anchor }, { prediction, label, mask, original }) {
    const { shared, covered } = overlap(boxOf(original(prediction), anchor), boxOf(original(label), anchor));
    const quotient = divide(shared, maximum(covered, constant(NOTHING)));
    return sumAndCount(reshape(quotient, [mask.shape[0]!]), mask);
  },
  finish: (_, sums) => meanOf(sums),
});
