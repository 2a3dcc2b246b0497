/** Turns a column of class names or numbers into class indices. */
import type { Outcome } from '../../contract/problem';
import { tooManyClasses } from '../problems';
import type { ColumnValues } from '../read-columns';
import { sortValues } from '../sort-values';
import { makeLabels, type Labels } from './labels';

export interface ClassLabels extends Labels {
  /** Names in the order of their indices; a class that no row has is named by its index. */
  readonly classes: readonly string[];
}

/**
 * The integers from 0 to `count - 1` are themselves; other values are numbered in their order, numbers by size and texts by
 * code unit. More different values than `count` are a problem.
 */
export function encodeClasses(column: ColumnValues, count: number): Outcome<ClassLabels> {
  const values = valuesOf(column);
  const known = sortValues(new Set(values.filter((value) => value !== null)));
  const areIndices = known.every(
    (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < count,
  );
  if (!areIndices && known.length > count) {
    return { problems: [tooManyClasses(column.files, column.name, known.length, count)] };
  }
  const indexOf = new Map(known.map((value, index) => [value, areIndices ? Number(value) : index]));
  const classes = Array.from({ length: count }, (_, index) => String(index));
  for (const [value, index] of indexOf) classes[index] = nameOf(column, value);
  const labels = makeLabels(values.length, 1, (row) => {
    const value = values[row]!;
    return value === null ? null : indexOf.get(value)!;
  });
  return { value: { ...labels, classes }, problems: [] };
}

function valuesOf(column: ColumnValues): readonly (string | number | null)[] {
  if (column.kind === 'words') return column.words;
  return Array.from(column.numbers, (number, row) => (column.missing[row] ? null : number));
}

function nameOf(column: ColumnValues, value: string | number): string {
  return column.kind === 'numbers' && column.boolean ? String(value === 1) : String(value);
}
