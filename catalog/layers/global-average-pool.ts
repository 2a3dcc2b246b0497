/** The pool that averages a whole image or sequence. */
import { mean } from '../../graph';
import { text } from '../../contract/text';
import { defineLayer } from '../declaration';
import { shapeOfRow } from '../model/describe-shape';

export const globalAveragePool = defineLayer({
  name: 'globalAveragePool',
  doc: 'Averages each channel of an image over all its pixels, or each feature of a sequence over all its steps.',
  cite: 'Lin, Chen & Yan, Network in network, ICLR 2014',
  params: {},
  example: 'globalAveragePool',
  build(_, [x]) {
    if (x!.shape.length === 2) {
      return {
        misfit: text('`globalAveragePool` reads images or sequences, but gets rows of {shape}.', {
          shape: shapeOfRow(x!),
        }),
        remedy: text('Leave it out: there is nothing left to average.'),
      };
    }
    return mean(x!, x!.shape.length === 4 ? [2, 3] : [1]);
  },
});
