/** The two-dimensional convolution. */
import { add, conv2d, reshape } from '../../graph';
import { activate, activationParameter } from '../common/activate';
import { defineLayer } from '../declaration';
import { isImage } from '../common/feature-axis';
import { choice, integer } from '../parameter';
import { samePadding, windowMisfit } from '../common/windows';

export const conv = defineLayer({
  name: 'conv',
  doc: 'Slides trained filters over an image; each filter gives one channel of the result.',
  cite: 'LeCun et al., Backpropagation applied to handwritten zip code recognition, Neural Computation 1(4), 1989',
  params: {
    filters: integer({ doc: 'How many filters, and so channels of the result.', min: 1 }),
    kernel: integer({ doc: 'Height and width of a filter in pixels.', default: 3, min: 1 }),
    stride: integer({ doc: 'How many pixels a filter moves at a time.', default: 1, min: 1 }),
    padding: choice(['same', 'valid'], {
      doc: '`same` puts zeros around the image so that stride 1 keeps its size; `valid` uses whole windows only.',
      default: 'same',
    }),
    activation: activationParameter,
  },
  example: 'conv(16, kernel: 3, activation: relu)',
  build({ filters, kernel, stride, padding, activation }, [x], scope) {
    const fits = isImage(x!) && padding === 'same';
    const misfit = fits ? undefined : windowMisfit('conv', x!, kernel);
    if (misfit) return misfit;
    const channels = x!.shape[1]!;
    const weight = scope.parameter('weight', [filters, channels, kernel, kernel], {
      kind: 'glorotUniform',
      fanIn: channels * kernel * kernel,
      fanOut: filters * kernel * kernel,
    });
    const bias = scope.parameter('bias', [filters], { kind: 'constant', value: 0 });
    const image = conv2d(x!, weight, {
      stride: [stride, stride],
      padding: padding === 'same' ? samePadding(x!, kernel, stride) : [0, 0, 0, 0],
      groups: 1,
    });
    return activate(activation, add(image, reshape(bias, [1, filters, 1, 1])));
  },
});
