/** The target for several numbers. */
import { countedColumns } from '../common/columns';
import { defineTarget } from '../declaration';
import { integer, optional } from '../parameter';
import { targetScale } from '../common/scale';

export const numbers = defineTarget({
  name: 'numbers',
  doc: 'Predicts several numbers, one for each column.',
  params: {
    count: optional(
      integer({ doc: 'How many numbers there are; one for each column when left out.', min: 1 }),
    ),
    scale: targetScale,
  },
  example: 'numbers(3)',
  reads: 'numbers',
  alone: 'number',
  widths: ({ count }, columns) =>
    countedColumns('numbers', count, columns) ?? { label: columns, output: columns },
  predict: (_, output) => output,
  defaultLoss: 'mse',
  defaultMetrics: ['mse'],
});
