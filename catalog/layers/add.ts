/** The layer that adds several inputs number by number. */
import * as graph from '../../graph';
import { text } from '../../contract/text';
import { defineLayer } from '../declaration';
import { shapeOfRow } from '../model/describe-shape';

export const add = defineLayer({
  name: 'add',
  doc: 'Adds several inputs of the same shape number by number.',
  params: {},
  example: 'add',
  joins: true,
  build(_, inputs) {
    const [first] = inputs;
    const other = inputs.find((input) => shapeOfRow(input) !== shapeOfRow(first!));
    if (other) {
      return {
        misfit: text('`add` cannot add {other} to {first}.', {
          first: shapeOfRow(first!),
          other: shapeOfRow(other),
        }),
        remedy: text('Give all of them the same shape, or use `concat`.'),
      };
    }
    return inputs.reduce((sum, input) => graph.add(sum, input));
  },
});
