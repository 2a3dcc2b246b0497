/** The order in which an epoch takes its rows. */
import { randomNumbers } from '../../../catalog/model/random-numbers';
import { shuffledIndices } from '../../../data/random';

/** Follows from the seed and the number of the epoch alone, so that a run can go on from any epoch. */
export function shuffleRows(rows: Int32Array, seed: number, epoch: number): Int32Array {
  const order = shuffledIndices(rows.length, randomNumbers(seed, `epoch ${epoch}`));
  return order.map((index) => rows[index]!);
}
