/** The pool that averages each window. */
import { averagePool2d } from '../../graph';
import { defineLayer } from '../declaration';
import { poolParameters, poolWindows } from '../common/pools';
import { windowMisfit } from '../common/windows';

export const avgpool = defineLayer({
  name: 'avgpool',
  doc: 'Shrinks an image by averaging each window, channel by channel. Pixels that fill no whole window are left out.',
  params: poolParameters,
  example: 'avgpool(2)',
  build: ({ size, stride }, [x]) =>
    windowMisfit('avgpool', x!, size) ?? averagePool2d(x!, poolWindows(size, stride)),
});
