/** The target for one class out of several. */
import { softmax } from '../../graph';
import { singleColumn } from '../common/columns';
import { defineTarget } from '../declaration';
import { integer, optional } from '../parameter';

export const classes = defineTarget({
  name: 'classes',
  doc: 'Predicts which one of several classes a row belongs to, with a probability for each.',
  params: {
    count: optional(
      integer({ doc: 'How many classes there are; counted in the data when left out.', min: 2 }),
    ),
  },
  example: 'classes(10)',
  reads: 'class',
  counts: 'count',
  widths: ({ count }, columns) =>
    singleColumn('classes', columns, 'labels') ?? { label: 1, output: count ?? 0 },
  predict: (_, output) => softmax(output),
  defaultLoss: 'crossEntropy',
  defaultMetrics: ['accuracy'],
});
