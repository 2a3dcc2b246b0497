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
  build(_, { prediction, label, mask, centre }) {
    const errors = maskedSum(square(subtract(prediction, label)), mask);
    const distances = subtract(label, centre);
    const totals = [maskedSum(distances, mask), maskedSum(square(distances), mask)];
    return concat([reshape(sum(mask), [1]), errors, ...totals], 0);
  },
  finish(_, [rows, ...sums]) {
    const width = sums.length / 3;
    const shares = Array.from({ length: width }, (_, i) => {
      const [errors, total, squares] = [sums[i]!, sums[width + i]!, sums[2 * width + i]!];
      const variance = squares - (total * total) / rows!;
      return variance > leastShare * squares ? 1 - errors / variance : Number.NaN;
    });
    return shares.reduce((total, share) => total + share, 0) / width;
  },
});

/** Labels that differ by less than this cannot be told from equal ones, by sums of seven digits. */
const leastShare = 1e-6;
