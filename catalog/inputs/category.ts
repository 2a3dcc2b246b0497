/** The input type for columns of words or codes. */
import { cast } from '../../graph';
import { swapNumbers } from '../common/distortions';
import { mostIds } from '../common/ids';
import { defineInput } from '../declaration';
import { integer, optional } from '../parameter';

export const category = defineInput({
  name: 'category',
  doc:
    'Reads words or whole numbers as categories, of which `embedding` looks up a vector for each column. A missing value, and ' +
    'one that no training row has, is a category of its own.',
  params: {
    values: optional(
      integer({
        doc: 'How many different values are told apart, of all columns together: the most frequent ones. Counted in the data when left out.',
        min: 1,
        max: mostIds - 1,
      }),
    ),
  },
  example: 'category',
  reads: 'categories',
  counts: 'values',
  shape: (_, columns) => [columns],
  distort: (_, ids, strength, draw) => swapNumbers(ids, strength, draw),
  arrange: (_, ids) => cast(ids, 'int64'),
  vocabulary: ({ values }) => (values ?? 0) + 1,
});
