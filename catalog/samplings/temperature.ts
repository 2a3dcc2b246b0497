/** The sampling between one share for each row and one share for each data set. */
import { partsOfOne } from '../common/parts-of-one';
import { defineSampling } from '../declaration';
import { number } from '../parameter';

export const temperature = defineSampling({
  name: 'temperature',
  doc:
    'Takes rows of a data set that has n of them in proportion to n^(1/t): `t: 1` is `proportional`, and the larger t is, the nearer ' +
    'the data sets come to as many rows of each.',
  cite: 'Arivazhagan, Bapna, Firat et al., Massively multilingual neural machine translation in the wild: findings and challenges, arXiv:1907.05019, 2019',
  params: {
    t: number({
      doc: 'The temperature: how far large and small data sets are evened out.',
      default: 2,
      min: 1,
    }),
  },
  example: 'temperature(2)',
  shares: ({ t }, rows) => partsOfOne(rows.map((n) => n ** (1 / t))),
});
