/** The layer that lays an image or sequence out as one row of features. */
import { reshape } from '../../graph';
import { sizeOf } from '../../graph/tensor';
import { defineLayer } from '../declaration';

export const flatten = defineLayer({
  name: 'flatten',
  doc: 'Lays each image or sequence out as one row of features: channel after channel, or step after step.',
  params: {},
  example: 'flatten',
  build: (_, [x]) => reshape(x!, [x!.shape[0]!, sizeOf(x!.shape.slice(1))]),
});
