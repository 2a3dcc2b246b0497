/** Metrics that are the mean of a number per row. */
import { concat, multiply, reshape, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';

/** The sum of `values` [rows] over the rows that count, and how many they are: [2]. */
export const sumAndCount = (values: Tensor, mask: Tensor): Tensor =>
  concat([reshape(sum(multiply(values, mask)), [1]), reshape(sum(mask), [1])], 0);

/** The mean from these sums; NaN where no row counts. */
export const meanOf = (sums: readonly number[]): number => sums[0]! / sums[1]!;
