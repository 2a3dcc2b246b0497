/** The pool that averages a whole image or sequence. */
import { constant, divide, maximum, mean, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { text } from '../../contract/text';
import { trueSteps } from '../common/true-steps';
import { defineLayer } from '../declaration';
import { shapeOfRow } from '../model/describe-shape';

export const globalAveragePool = defineLayer({
  name: 'globalAveragePool',
  doc:
    'Averages each channel of an image over all its pixels, or each feature of a sequence over its true steps, which leave ' +
    'out what fills it up.',
  cite: 'Lin, Chen & Yan, Network in network, ICLR 2014',
  params: {},
  example: 'globalAveragePool',
  makesRow: true,
  build(_, [x], { mask }) {
    if (x!.shape.length === 2) {
      return {
        misfit: text('`globalAveragePool` reads images or sequences, but gets rows of {shape}.', {
          shape: shapeOfRow(x!),
        }),
        remedy: text('Leave it out: there is nothing left to average.'),
      };
    }
    if (mask) return divide(sum(trueSteps(x!, { mask }), [1]), countOf(mask));
    return mean(x!, x!.shape.length === 4 ? [2, 3] : [1]);
  },
});

/** True steps of each row [rows, 1]; 1 where there are none, of which the mean is zero then. */
const countOf = (mask: Tensor): Tensor => maximum(sum(mask, [1], true), constant(1));
