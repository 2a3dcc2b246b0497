/** The input type for columns that are the steps of a sequence. */
import { text } from '../../contract/text';
import { swapNumbers } from '../common/distortions';
import { inputScale } from '../common/scale';
import { defineInput } from '../declaration';
import { integer } from '../parameter';

export const sequence = defineInput({
  name: 'sequence',
  doc:
    'Reads numeric columns as a sequence: the features of the first step, those of the second, and so on. A row ends with its ' +
    'last step that has a value; columns that are empty from there on are no steps of it.',
  params: {
    steps: integer({ doc: 'How many steps a row has at most.', min: 1 }),
    features: integer({ doc: 'Numbers of a step.', default: 1, min: 1 }),
    scale: inputScale,
  },
  example: 'sequence(24, 3)',
  reads: 'steps',
  shape({ steps, features }, columns) {
    if (columns === steps * features) return [steps, features];
    const counts = { columns, steps, features, numbers: steps * features };
    return {
      misfit: text(
        '{columns} {columns|column does|columns do} not make {steps} {steps|step|steps} of {features} {features|number|numbers}.',
        counts,
      ),
      remedy: Number.isInteger(columns / features)
        ? text('Write `{use}`, or name {numbers} {numbers|column|columns}.', {
            use: `sequence(${columns / features}, ${features})`,
            numbers: counts.numbers,
          })
        : text('Name {numbers} {numbers|column|columns}.', counts),
    };
  },
  distort: ({ steps }, columns, strength, draw) =>
    swapNumbers(columns, strength, draw, [columns.shape[0]!, steps, 1]),
  steps: ({ steps }) => steps,
});
