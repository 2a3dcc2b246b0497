/** The input type for plain numeric columns. */
import { swapNumbers } from '../common/distortions';
import { defineInput } from '../declaration';
import { inputScale } from '../common/scale';

export const numbers = defineInput({
  name: 'numbers',
  doc: 'Reads numeric columns as one row of features.',
  params: { scale: inputScale },
  example: 'numbers(scale: minmax)',
  reads: 'numbers',
  shape: (_, columns) => [columns],
  distort: (_, columns, strength, draw) => swapNumbers(columns, strength, draw),
});
