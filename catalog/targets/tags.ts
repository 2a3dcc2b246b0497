/** The target for one class a step of a sequence. */
import { softmax } from '../../graph';
import { text } from '../../contract/text';
import { defineTarget } from '../declaration';
import { integer } from '../parameter';

export const tags = defineTarget({
  name: 'tags',
  doc:
    'Predicts a class for each step of a sequence. The true ones stand in one column, with spaces between them, or in a column for ' +
    'each step. A step without one, and what fills a sequence up, is not learned from.',
  params: { count: integer({ doc: 'How many classes there are.', min: 2 }) },
  example: 'tags(9)',
  reads: 'places',
  each: 'step',
  widths({ count }, columns, steps) {
    if (steps === undefined || columns === 1 || columns === steps)
      return { label: steps ?? columns, output: count };
    return {
      misfit: text(
        '{columns} {columns|column does|columns do} not hold a tag for each of {steps} {steps|step|steps}.',
        { columns, steps },
      ),
      remedy: text('Name {steps} {steps|column|columns}, or one with all tags of a row.', { steps }),
    };
  },
  predict: (_, output) => softmax(output),
  defaultLoss: 'crossEntropy',
  defaultMetrics: ['accuracy'],
});
