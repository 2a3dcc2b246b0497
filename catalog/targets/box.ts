/** The target for a rectangle in an image. */
import { text } from '../../contract/text';
import { defineTarget } from '../declaration';
import { targetScale } from '../common/scale';

export const box = defineTarget({
  name: 'box',
  doc: 'Predicts a rectangle from four columns: x and y of its corner nearest to zero (or of its centre), width and height.',
  params: { scale: targetScale },
  example: 'box',
  reads: 'numbers',
  widths: (_, columns) =>
    columns === 4
      ? { label: 4, output: 4 }
      : {
          misfit: text('`box` predicts 4 columns (x, y, width, height), but gets {columns}.', { columns }),
          remedy: text('Name these four columns in this order, or use `numbers`.'),
          instead: `numbers(${columns})`,
        },
  predict: (_, output) => output,
  defaultLoss: 'mse',
  defaultMetrics: ['mse', 'iou'],
});
