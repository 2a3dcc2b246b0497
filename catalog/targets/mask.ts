/** The target for one class a pixel of an image. */
import { softmax } from '../../graph';
import { text } from '../../contract/text';
import { defineTarget } from '../declaration';
import { integer } from '../parameter';

export const mask = defineTarget({
  name: 'mask',
  doc:
    'Predicts a class for each pixel of an image. The true ones stand in a column for each pixel, row by row from the top left. A ' +
    'pixel without one is not learned from.',
  params: { classes: integer({ doc: 'How many classes there are.', min: 2 }) },
  example: 'mask(classes: 4)',
  reads: 'places',
  each: 'pixel',
  widths({ classes }, columns, pixels) {
    if (pixels === undefined || columns === pixels) return { label: columns, output: classes };
    return {
      misfit: text(
        '{columns} {columns|column does|columns do} not hold a class for each of {pixels} {pixels|pixel|pixels}.',
        { columns, pixels },
      ),
      remedy: text(
        'Name {pixels} {pixels|column|columns}, or bring the image to {columns} {columns|pixel|pixels} with `upsample` or a stride.',
        {
          columns,
          pixels,
        },
      ),
    };
  },
  predict: (_, output) => softmax(output),
  defaultLoss: 'crossEntropy',
  defaultMetrics: ['accuracy', 'iou'],
});
