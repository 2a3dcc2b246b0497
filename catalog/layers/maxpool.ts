/** The pool that keeps the largest number of each window. */
import { maxPool2d } from '../../graph';
import { defineLayer } from '../declaration';
import { poolParameters, poolWindows } from '../common/pools';
import { windowMisfit } from '../common/windows';

export const maxpool = defineLayer({
  name: 'maxpool',
  doc: 'Shrinks an image by keeping the largest number of each window, channel by channel. Pixels that fill no whole window are left out.',
  params: poolParameters,
  example: 'maxpool(2)',
  build: ({ size, stride }, [x]) =>
    windowMisfit('maxpool', x!, size) ?? maxPool2d(x!, poolWindows(size, stride)),
});
