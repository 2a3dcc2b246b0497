/** How columns of numbers are scaled for training, and back: standardised, to the range from 0 to 1, or not at all. */
import type { NumberColumn } from '../column-values';

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

export interface ScalingFit {
  /** Only the deviation needs a second look, when the mean is known: the difference of large sums would lose digits. */
  readonly passes: number;
  /** Looks at `rows` alone, which are training rows: validation and test must not leak into the scale. */
  look(columns: readonly NumberColumn[], rows: Int32Array, pass: number): void;
  finish(): Scaling;
}

export function fitScaling(name: ScaleName): ScalingFit {
  const statistics: Statistics[] = [];
  return {
    passes: name === 'standard' ? 2 : 1,
    look(columns, rows, pass) {
      for (const [index, column] of columns.entries()) {
        const own = (statistics[index] ??= { count: 0, sum: 0, min: Infinity, max: -Infinity, squares: 0 });
        if (pass === 0) addNumbers(own, column, rows);
        else addSquares(own, column, rows);
      }
    },
    finish() {
      const ranges = statistics.map((column) => rangeOf[name](column));
      return {
        shift: Float64Array.from(ranges, ({ shift }) => shift),
        scale: Float64Array.from(ranges, ({ scale }) => (scale > 0 ? scale : 1)),
        fill: Float64Array.from(statistics, meanOf),
        counts: Int32Array.from(statistics, ({ count }) => count),
      };
    },
  };
}

/** A scaling that is known before any row is looked at. */
export const knownScaling = (scaling: Scaling): ScalingFit => ({
  passes: 1,
  look: () => undefined,
  finish: () => scaling,
});

interface Statistics {
  count: number;
  sum: number;
  min: number;
  max: number;
  /** Of the distances from the mean. */
  squares: number;
}

const rangeOf: { readonly [name in ScaleName]: (column: Statistics) => { shift: number; scale: number } } = {
  standard: (column) => ({ shift: meanOf(column), scale: deviationOf(column) }),
  minmax: ({ count, min, max }) => (count === 0 ? { shift: 0, scale: 0 } : { shift: min, scale: max - min }),
  none: () => ({ shift: 0, scale: 1 }),
};

/** 0 for a column without any value. */
function meanOf({ count, sum, min, max }: Statistics): number {
  if (count === 0) return 0;
  return min === max ? min : sum / count;
}

/** Root mean squared distance from the mean; divided by the count, not the count less one. */
const deviationOf = ({ count, min, max, squares }: Statistics): number =>
  count === 0 || min === max ? 0 : Math.sqrt(squares / count);

function addNumbers(statistics: Statistics, { numbers, missing }: NumberColumn, rows: Int32Array): void {
  let { count, sum, min, max } = statistics;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (missing[row]) continue;
    const x = numbers[row]!;
    count++;
    sum += x;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  Object.assign(statistics, { count, sum, min, max });
}

function addSquares(statistics: Statistics, { numbers, missing }: NumberColumn, rows: Int32Array): void {
  const mean = statistics.sum / statistics.count;
  let { squares } = statistics;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (missing[row]) continue;
    const distance = numbers[row]! - mean;
    squares += distance * distance;
  }
  statistics.squares = squares;
}
