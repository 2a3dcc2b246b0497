/** The mean squared error as a loss. */
import { mean, square, subtract } from '../../graph';
import { defineLoss } from '../declaration';
import { NUMBERS } from '../common/fits';

export const mse = defineLoss({
  name: 'mse',
  doc: 'The mean squared error over the numbers of a row: (ŷ - y)².',
  params: {},
  example: 'mse',
  fits: NUMBERS,
  build: (_, output, label) => mean(square(subtract(output, label)), [1]),
});
