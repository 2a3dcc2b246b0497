/** The layer that puts the features of several inputs side by side. */
import * as graph from '../../graph';
import { text } from '../../contract/text';
import { defineLayer } from '../declaration';
import { featureAxis } from '../common/feature-axis';
import { shapeOfRow } from '../model/describe-shape';

export const concat = defineLayer({
  name: 'concat',
  doc:
    'Puts the features of several inputs side by side. Images must have the same height and width, sequences the same ' +
    'number of steps.',
  params: {},
  example: 'concat',
  joins: true,
  build(_, inputs) {
    const [first] = inputs;
    const axis = featureAxis(first!);
    const other = inputs.find(
      ({ shape }) =>
        shape.length !== first!.shape.length ||
        shape.some((size, i) => i !== axis && size !== first!.shape[i]),
    );
    if (other) {
      return {
        misfit: text('`concat` cannot put {first} and {other} side by side.', {
          first: shapeOfRow(first!),
          other: shapeOfRow(other),
        }),
        remedy: text(
          'Bring both to the same shape except for their features, for example with `flatten` in a block of each.',
        ),
      };
    }
    return graph.concat(inputs, axis);
  },
});
