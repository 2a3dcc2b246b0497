/** The target for a single number. */
import { singleColumn } from '../common/columns';
import { defineTarget } from '../declaration';
import { targetScale } from '../common/scale';

export const number = defineTarget({
  name: 'number',
  doc: 'Predicts one number.',
  params: { scale: targetScale },
  example: 'number(scale: none)',
  reads: 'numbers',
  widths: (_, columns) => singleColumn('number', columns, 'numbers') ?? { label: 1, output: 1 },
  predict: (_, output) => output,
  defaultLoss: 'mse',
  defaultMetrics: ['mse'],
});
