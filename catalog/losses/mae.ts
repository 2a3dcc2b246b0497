/** The mean absolute error as a loss. */
import { abs, mean, subtract } from '../../graph';
import { defineLoss } from '../declaration';
import { NUMBERS } from '../common/fits';

export const mae = defineLoss({
  name: 'mae',
  doc: 'The mean absolute error over the numbers of a row: |ŷ - y|. Outliers weigh less than in `mse`.',
  params: {},
  example: 'mae',
  fits: NUMBERS,
  build: (_, output, label) => mean(abs(subtract(output, label)), [1]),
});
