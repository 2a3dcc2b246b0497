/** Compares what networks predict for the same rows: with each other, with the round before, and with the truth. */
import type { Passed, PoolPredictions } from '../../../catalog/declaration';
import type { TaskLabels } from '../rows/training-rows';

/** The average of the networks' predictions: [rows, width]. */
export function averageOf({ networks }: PoolPredictions): Float32Array {
  return networks[0]!.map(
    (_, i) => networks.reduce((sum, network) => sum + network[i]!, 0) / networks.length,
  );
}

/** Root mean squared difference of the predictions from their average; 0 without rows. */
export function disagreementOf(pool: PoolPredictions): number {
  const average = averageOf(pool);
  if (average.length === 0) return 0;
  const squares = pool.networks.map((network) =>
    network.reduce((sum, value, i) => sum + (value - average[i]!) ** 2, 0),
  );
  return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / (pool.networks.length * average.length));
}

/** Numbers that change less than this, root mean squared, stand still. */
const stillness = 1e-3;

/** Whether two averages say the same: the same class or truth for every row, or nearly the same numbers. */
export function saySame(a: Float32Array, b: Float32Array, { reads, width }: PoolPredictions): boolean {
  switch (reads) {
    case 'class':
      return everyRow(a, width, (start) => likeliest(a, start, width) === likeliest(b, start, width));
    case 'truth':
      return a.every((value, i) => value >= 0.5 === b[i]! >= 0.5);
    case 'numbers':
      return (
        Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / (a.length || 1)) < stillness
      );
  }
}

export interface Precision {
  /** Share of right labels; null without labels, and for numbers, which are never exactly right. */
  readonly precision: number | null;
  readonly precisionRows: number;
}

/** How many of the labels `passed` for the rows numbered `rows` are the true ones. */
export function precisionOf(
  passed: readonly Passed[],
  rows: Int32Array,
  { values, width }: TaskLabels,
  reads: PoolPredictions['reads'],
): Precision {
  if (reads === 'numbers' || passed.length === 0) return { precision: null, precisionRows: 0 };
  const right = passed.filter(({ row, label }) =>
    label.every((value, column) => value === values[rows[row]! * width + column]),
  );
  return { precision: right.length / passed.length, precisionRows: passed.length };
}

function everyRow(values: Float32Array, width: number, test: (start: number) => boolean): boolean {
  for (let start = 0; start < values.length; start += width) if (!test(start)) return false;
  return true;
}

function likeliest(values: Float32Array, start: number, width: number): number {
  let index = 0;
  for (let i = 1; i < width; i++) if (values[start + i]! > values[start + index]!) index = i;
  return index;
}
