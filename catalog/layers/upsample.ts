/** The layer that makes images larger. */
import { broadcastTo, reshape } from '../../graph';
import { defineLayer } from '../declaration';
import { integer } from '../parameter';
import { windowMisfit } from '../common/windows';

export const upsample = defineLayer({
  name: 'upsample',
  doc: 'Makes an image larger by repeating each pixel to the right and below.',
  params: { size: integer({ doc: 'Height and width of what becomes of a pixel.', default: 2, min: 1 }) },
  example: 'upsample(2)',
  build({ size }, [x]) {
    const misfit = windowMisfit('upsample', x!, 1);
    if (misfit) return misfit;
    const [rows, channels, height, width] = x!.shape as [number, number, number, number];
    const apart = reshape(x!, [rows, channels, height, 1, width, 1]);
    const repeated = broadcastTo(apart, [rows, channels, height, size, width, size]);
    return reshape(repeated, [rows, channels, height * size, width * size]);
  },
});
