/** Turns the columns of an input into what a model is fed. */
import type { Outcome, Problem } from '../../contract/problem';
import { columnOfNothing, valuesFilled } from '../problems';
import type { ColumnValues, NumberColumn } from '../read-columns';
import { numbersOf } from './numbers-of';
import { fitScaling, type ScaleName, type Scaling } from './scaling';

export interface EncodedInput {
  /** [rows, columns], row by row. */
  readonly values: Float32Array;
  readonly scaling: Scaling;
}

/**
 * Scales by the training rows. A missing value becomes the mean of the training rows, with one warning for the input that counts
 * them; a column without any value there is an error.
 */
export function encodeInput(
  columns: readonly ColumnValues[],
  scale: ScaleName,
  trainingRows: Int32Array,
): Outcome<EncodedInput> {
  const outcomes = columns.map(numbersOf);
  const numeric = outcomes.flatMap(({ value }) => (value ? [value] : []));
  if (numeric.length < columns.length) return { problems: outcomes.flatMap(({ problems }) => problems) };
  const scaling = fitScaling(scale, numeric, trainingRows);
  const empty = numeric.filter((_, index) => scaling.counts[index] === 0);
  if (empty.length > 0) return { problems: empty.map(({ files, name }) => columnOfNothing(files, name)) };
  return { value: { values: scaleInput(numeric, scaling), scaling }, problems: warnOfFilled(numeric) };
}

/** [rows, columns] by a scaling that was fitted before. */
export function scaleInput(columns: readonly NumberColumn[], { shift, scale, fill }: Scaling): Float32Array {
  const width = columns.length;
  const rows = columns[0]?.numbers.length ?? 0;
  const values = new Float32Array(rows * width);
  for (const [index, { numbers, missing }] of columns.entries()) {
    for (let row = 0; row < rows; row++) {
      const x = missing[row] ? fill[index]! : numbers[row]!;
      values[row * width + index] = (x - shift[index]!) / scale[index]!;
    }
  }
  return values;
}

function warnOfFilled(columns: readonly NumberColumn[]): Problem[] {
  const counts = columns.map(({ missing }) => missing.reduce((sum, one) => sum + one, 0));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return [];
  const others = counts.filter((count) => count > 0).length - 1;
  return [valuesFilled(columns[first]!.files, columns[first]!.name, total, others)];
}
