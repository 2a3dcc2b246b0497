/** How columns of numbers are scaled for training, and back: standardised, to the range from 0 to 1, or not at all. */
import type { NumberColumn } from '../read-columns';

export type ScaleName = 'standard' | 'minmax' | 'none';

/** One entry for each column: a number x is trained on as (x - shift) / scale. */
export interface Scaling {
  readonly shift: Float64Array;
  /** Never 0; a column that does not vary has 1. */
  readonly scale: Float64Array;
  /** What a missing input becomes, in the unit of the data: the mean of the training rows. */
  readonly fill: Float64Array;
  /** Training rows with a value. */
  readonly counts: Int32Array;
}

/** Looks at `rows` alone, which are the training rows: validation and test must not leak into the scale. */
export function fitScaling(name: ScaleName, columns: readonly NumberColumn[], rows: Int32Array): Scaling {
  const statistics = columns.map((column) => summarise(column, rows));
  const ranges = statistics.map((column) => rangeOf[name](column));
  return {
    shift: Float64Array.from(ranges, ({ shift }) => shift),
    scale: Float64Array.from(ranges, ({ scale }) => (scale > 0 ? scale : 1)),
    fill: Float64Array.from(statistics, ({ mean }) => mean),
    counts: Int32Array.from(statistics, ({ count }) => count),
  };
}

interface Statistics {
  readonly count: number;
  readonly mean: number;
  /** Root mean squared distance from the mean; divided by the count, not the count less one. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
}

const rangeOf: { readonly [name in ScaleName]: (column: Statistics) => { shift: number; scale: number } } = {
  standard: ({ mean, deviation }) => ({ shift: mean, scale: deviation }),
  minmax: ({ min, max }) => ({ shift: min, scale: max - min }),
  none: () => ({ shift: 0, scale: 1 }),
};

/** All zero for a column without any value. */
function summarise({ numbers, missing }: NumberColumn, rows: Int32Array): Statistics {
  let [count, sum, min, max] = [0, 0, Infinity, -Infinity];
  for (const row of rows) {
    if (missing[row]) continue;
    const x = numbers[row]!;
    count++;
    sum += x;
    min = Math.min(min, x);
    max = Math.max(max, x);
  }
  if (count === 0) return { count, mean: 0, deviation: 0, min: 0, max: 0 };
  const mean = sum / count;
  // A second pass keeps digits that the difference of large sums would lose.
  let squares = 0;
  for (const row of rows) if (!missing[row]) squares += (numbers[row]! - mean) ** 2;
  const deviation = min === max ? 0 : Math.sqrt(squares / count);
  return { count, mean: min === max ? min : mean, deviation, min, max };
}
