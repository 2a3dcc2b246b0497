/** The layer that lays an image or sequence out as one row of features. */
import { reshape } from '../../graph';
import { sizeOf } from '../../graph/tensor';
import { trueSteps } from '../common/true-steps';
import { defineLayer } from '../declaration';

export const flatten = defineLayer({
  name: 'flatten',
  doc:
    'Lays each image or sequence out as one row of features: channel after channel, or step after step. What fills a ' +
    'sequence up is zero.',
  params: {},
  example: 'flatten',
  makesRow: true,
  build: (_, [x], scope) => reshape(trueSteps(x!, scope), [x!.shape[0]!, sizeOf(x!.shape.slice(1))]),
});
