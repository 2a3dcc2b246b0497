/** How far the mean of a few measurements may lie from the true one. */
import type { Spread } from './sweep-results';

/** 97.5 % points of Student's t distribution for 1 to 30 degrees of freedom; beyond, that of the normal distribution is within 4 %. */
const points = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** Half the width of the 95 % interval of the mean, of normally distributed values; null of a single one. */
export const intervalOf = ({ deviation, count }: Spread): number | null =>
  deviation === null ? null : ((points[count - 2] ?? 1.96) * deviation) / Math.sqrt(count);
