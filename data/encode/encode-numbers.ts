/** Turns the columns of a target of numbers into labels. */
import type { Outcome } from '../../contract/problem';
import type { ColumnValues } from '../read-columns';
import { makeLabels, type Labels } from './labels';
import { numbersOf } from './numbers-of';
import { fitScaling, type ScaleName, type Scaling } from './scaling';

export interface NumberLabels extends Labels {
  /** Leads back to the unit of the data: x = value * scale + shift. */
  readonly scaling: Scaling;
}

/** Scales by the training rows. A row without a value in one of the columns has no label. */
export function encodeNumbers(
  columns: readonly ColumnValues[],
  scale: ScaleName,
  trainingRows: Int32Array,
): Outcome<NumberLabels> {
  const outcomes = columns.map(numbersOf);
  const numeric = outcomes.flatMap(({ value }) => (value ? [value] : []));
  if (numeric.length < columns.length) return { problems: outcomes.flatMap(({ problems }) => problems) };
  const scaling = fitScaling(scale, numeric, trainingRows);
  const labels = makeLabels(numeric[0]?.numbers.length ?? 0, numeric.length, (row, index) => {
    const { numbers, missing } = numeric[index]!;
    return missing[row] ? null : (numbers[row]! - scaling.shift[index]!) / scaling.scale[index]!;
  });
  return { value: { ...labels, scaling }, problems: [] };
}
