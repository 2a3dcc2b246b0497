/** The sampling that takes rows as often as there are of them. */
import { partsOfOne } from '../common/parts-of-one';
import { defineSampling } from '../declaration';

export const proportional = defineSampling({
  name: 'proportional',
  doc: 'Takes every row once an epoch, those of all data sets shuffled together: a large data set is learned from more often than a small one.',
  params: {},
  example: 'proportional',
  shares: (_, rows) => partsOfOne(rows),
});
