/** The sampling that takes as many rows of each data set. */
import { equalParts } from '../common/parts-of-one';
import { defineSampling } from '../declaration';

export const uniform = defineSampling({
  name: 'uniform',
  doc:
    'Takes as many rows of each data set, those of all shuffled together: rows of a small data set come several times an epoch, ' +
    'and some of a large one wait for the next.',
  params: {},
  example: 'uniform',
  shares: (_, rows) => equalParts(rows),
});
