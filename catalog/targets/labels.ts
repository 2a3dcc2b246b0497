/** The target for several independent truths about a row. */
import { sigmoid } from '../../graph';
import { countedColumns } from '../common/columns';
import { defineTarget } from '../declaration';
import { integer, optional } from '../parameter';

export const labels = defineTarget({
  name: 'labels',
  doc: 'Predicts for each of several labels whether it applies to a row. Each has a column of 0 and 1, or false and true.',
  params: {
    count: optional(
      integer({ doc: 'How many labels there are; one for each column when left out.', min: 1 }),
    ),
  },
  example: 'labels(5)',
  reads: 'truth',
  alone: 'binary',
  widths: ({ count }, columns) =>
    countedColumns('labels', count, columns) ?? { label: columns, output: columns },
  predict: (_, output) => sigmoid(output),
  defaultLoss: 'binaryCrossEntropy',
  defaultMetrics: ['f1'],
});
