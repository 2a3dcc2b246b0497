/** The mean of a number for each row over those rows that count. */
import { constant, divide, maximum, multiply, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';

/** `each` and `counted` (1 or 0) are [rows]; 0 where no row counts. */
export const meanOverRows = (each: Tensor, counted: Tensor): Tensor =>
  divide(sum(multiply(each, counted)), maximum(sum(counted), constant(1)));
