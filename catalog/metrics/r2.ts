/** The share of the variance that is explained. */
import { concat, reshape, square, subtract, sum } from '../../graph';
import { defineMetric } from '../declaration';
import { NUMBERS } from '../common/fits';
import { maskedSum } from '../common/hits';

export const r2 = defineMetric({
  name: 'r2',
  doc:
    'The share of the variance that the predictions explain, averaged over the numbers: 1 is perfect, 0 is no better than ' +
    'always saying the mean.',
  params: {},
  example: 'r2',
  fits: NUMBERS,
  better: 'higher',
  build(_, { prediction, label, mask }) {
    const errors = maskedSum(square(subtract(prediction, label)), mask);
    return concat(
      [reshape(sum(mask), [1]), errors, maskedSum(label, mask), maskedSum(square(label), mask)],
      0,
    );
  },
  finish(_, [rows, ...sums]) {
    const width = sums.length / 3;
    const shares = Array.from({ length: width }, (_, i) => {
      const [errors, total, squares] = [sums[i]!, sums[width + i]!, sums[2 * width + i]!];
      return 1 - errors / (squares - (total * total) / rows!);
    });
    return shares.reduce((total, share) => total + share, 0) / width;
  },
});
