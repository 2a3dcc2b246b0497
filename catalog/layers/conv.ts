/** The two-dimensional convolution. */
import { convolutionMisfit, convolutionParameters, convolve } from '../common/convolution';
import { defineLayer } from '../declaration';
import { integer } from '../parameter';

export const conv = defineLayer({
  name: 'conv',
  doc: 'Slides trained filters over an image; each filter gives one channel of the result.',
  cite: 'LeCun et al., Backpropagation applied to handwritten zip code recognition, Neural Computation 1(4), 1989',
  params: {
    filters: integer({ doc: 'How many filters, and so channels of the result.', min: 1 }),
    ...convolutionParameters,
  },
  example: 'conv(16, kernel: 3, activation: relu)',
  build: ({ filters, ...args }, [x], scope) =>
    convolutionMisfit('conv', x!, args) ?? convolve(args, x!, { filters, groups: 1 }, scope),
});
