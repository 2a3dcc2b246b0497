/** The pool that keeps the largest number of each window. */
import { maxPool2d } from '../../graph';
import { defineLayer } from '../declaration';
import { integer, optional } from '../parameter';
import { windowMisfit } from '../common/windows';

export const maxpool = defineLayer({
  name: 'maxpool',
  doc: 'Shrinks an image by keeping the largest number of each window, channel by channel. Pixels that fill no whole window are left out.',
  params: {
    size: integer({ doc: 'Height and width of a window in pixels.', default: 2, min: 1 }),
    stride: optional(
      integer({
        doc: 'How many pixels a window moves at a time; as many as it is wide when left out.',
        min: 1,
      }),
    ),
  },
  example: 'maxpool(2)',
  build({ size, stride }, [x]) {
    const step = stride ?? size;
    const misfit = windowMisfit('maxpool', x!, size);
    return misfit ?? maxPool2d(x!, { kernel: [size, size], stride: [step, step], padding: [0, 0, 0, 0] });
  },
});
