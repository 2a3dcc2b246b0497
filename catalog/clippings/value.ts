/** Clipping of every number of a gradient by itself. */
import { constant, maximum, minimum } from '../../graph';
import { defineClipping } from '../declaration';
import { number } from '../parameter';

export const value = defineClipping({
  name: 'value',
  doc: 'Puts every number of a gradient that is further from zero than `max` back to `max`, with its sign. The step may change its direction.',
  params: {
    max: number({ doc: 'The largest distance of a number from zero.', default: 1, above: 0 }),
  },
  example: 'value(0.5)',
  clip: ({ max }, gradients) =>
    gradients.map((gradient) => maximum(minimum(gradient, constant(max)), constant(-max))),
});
