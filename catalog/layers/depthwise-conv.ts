/** The convolution of each channel on its own. */
import { convolutionMisfit, convolutionParameters, convolve } from '../common/convolution';
import { defineLayer } from '../declaration';
import { integer } from '../parameter';

export const depthwiseConv = defineLayer({
  name: 'depthwiseConv',
  doc:
    'Slides trained filters over each channel of an image on its own. A `conv` with kernel 1 after it mixes the channels ' +
    'for far fewer parameters than one `conv` for both.',
  cite: 'Sifre, Rigid-motion scattering for image classification, École Polytechnique, 2014',
  params: {
    ...convolutionParameters,
    multiplier: integer({ doc: 'How many filters each channel has.', default: 1, min: 1 }),
  },
  example: 'depthwiseConv(kernel: 3, activation: relu)',
  build: ({ multiplier, ...args }, [x], scope) =>
    convolutionMisfit('depthwiseConv', x!, args) ??
    convolve(args, x!, { filters: x!.shape[1]! * multiplier, groups: x!.shape[1]! }, scope),
});
