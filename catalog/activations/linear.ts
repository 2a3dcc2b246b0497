/** The activation that changes nothing. */
import { defineActivation } from '../declaration';

export const linear = defineActivation({
  name: 'linear',
  doc: 'Gives the numbers back as they are: x.',
  params: {},
  example: 'activation(linear)',
  apply: (x) => x,
});
