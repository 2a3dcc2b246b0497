/** What attention, transformers and recurrent layers make of the shapes that they are given; their values are in torch.test.ts. */
import { expect, it } from 'vitest';
import type { Shape } from '../../graph';
import { layerShape } from './layer-shape';

const [row, sequence] = [[128], [40, 8]] as const;
const readSequences =
  'Read the columns `as sequence(steps, features)`, or make steps with `reshape(steps, features)`.';

it.each<[string, Shape, Shape | string]>([
  ['attention', sequence, [40, 8]],
  ['transformer(heads: 2, width: 32)', sequence, [40, 8]],
  [
    'transformer(heads: 3)',
    sequence,
    '3 heads of `transformer` do not share 8 features evenly. Write `heads: 2`, or put `dense(9)` before it.',
  ],
  [
    'attention',
    row,
    `\`attention\` reads sequences of steps x features, but gets rows of 128. ${readSequences} [reshape(32, 4)]`,
  ],
])('%s on %o', (written, shape, wanted) => expect(layerShape(written, [shape])).toEqual(wanted));
