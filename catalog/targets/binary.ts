/** The target for a single yes or no. */
import { sigmoid } from '../../graph';
import { singleColumn } from '../common/columns';
import { defineTarget } from '../declaration';

export const binary = defineTarget({
  name: 'binary',
  doc: 'Predicts whether something is true of a row, as a probability. The column holds 0 and 1, or false and true.',
  params: {},
  example: 'binary',
  reads: 'truth',
  widths: (_, columns) => singleColumn('binary', columns, 'labels') ?? { label: 1, output: 1 },
  predict: (_, output) => sigmoid(output),
  defaultLoss: 'binaryCrossEntropy',
  defaultMetrics: ['accuracy'],
});
