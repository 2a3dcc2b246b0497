/** The layer that reads the same numbers in another shape. */
import * as graph from '../../graph';
import { text } from '../../contract/text';
import { sizeOf } from '../../graph/tensor';
import { trueSteps } from '../common/true-steps';
import { defineLayer } from '../declaration';
import { describeShape, shapeOfRow } from '../model/describe-shape';
import { integer, optional } from '../parameter';

export const reshape = defineLayer({
  name: 'reshape',
  doc:
    'Reads the numbers of a row in another shape: one size makes a vector, two make a sequence (steps, features), three ' +
    'an image (height, width, channels). The order is that of `flatten`, which it undoes.',
  params: {
    height: integer({
      doc: 'Height of the image, or steps of the sequence, or length of the vector.',
      min: 1,
    }),
    width: optional(integer({ doc: 'Width of the image, or features of the sequence.', min: 1 })),
    channels: optional(integer({ doc: 'Channels of the image.', min: 1 })),
  },
  example: 'reshape(7, 7, 16)',
  build({ height, width, channels }, [x], scope) {
    if (width === null && channels !== null) {
      return {
        misfit: text('`reshape` is given channels but no width.'),
        remedy: text('Write `reshape(height, width, channels)`.'),
      };
    }
    const wanted =
      width === null ? [height] : channels === null ? [height, width] : [channels, height, width];
    const given = x!.shape.slice(1);
    if (sizeOf(given) !== sizeOf(wanted)) {
      return {
        misfit: text(
          '`reshape` cannot make {wanted} ({wantedSize} {wantedSize|number|numbers}) of {given} ({givenSize} {givenSize|number|numbers}).',
          {
            wanted: describeShape(wanted),
            wantedSize: sizeOf(wanted),
            given: shapeOfRow(x!),
            givenSize: sizeOf(given),
          },
        ),
        remedy: text('Choose sizes whose product is {size}.', { size: sizeOf(given) }),
      };
    }
    return graph.reshape(trueSteps(x!, scope), [x!.shape[0]!, ...wanted]);
  },
});
