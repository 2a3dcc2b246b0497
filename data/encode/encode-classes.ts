/** Turns a column of class names or numbers into class indices. */
import { tooManyClasses } from '../problems';
import type { ColumnValues } from '../column-values';
import { sortValues } from '../sort-values';
import { nameClasses } from './class-names';
import { addValues } from './different-values';
import type { Fitting } from './fitting';
import { writeLabels, type LabelEncoder } from './labels';

export interface ClassEncoder extends LabelEncoder {
  /** Names in the order of their indices, no two alike (`class-names.ts`). */
  readonly classes: readonly string[];
}

/**
 * The integers from 0 to `count - 1` are themselves; other values are numbered in their order, numbers by size and texts by
 * code unit. More different values than `count` are a problem.
 */
export function fitClasses(count: number): Fitting<ClassEncoder> {
  const values = new Set<string | number>();
  let column: ColumnValues | undefined;
  return {
    passes: 1,
    look({ columns }) {
      column = columns[0]!;
      addValues(values, column);
    },
    finish() {
      const known = sortValues(values);
      const areIndices = known.every(
        (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < count,
      );
      if (!areIndices && known.length > count) {
        return { problems: [tooManyClasses(column!.files, column!.name, known.length, count, 'classes')] };
      }
      const indexOf = new Map(known.map((value, index) => [value, areIndices ? Number(value) : index]));
      const names = [...indexOf].map(([value, index]) => [nameOf(column!, value), index] as const);
      const classes = nameClasses(count, names, areIndices);
      const encode: LabelEncoder['encode'] = ({ rows, columns: [own] }, labels) =>
        writeLabels(rows, 1, labels, (row) => indexIn(indexOf, own!, row, areIndices ? count : 0));
      return { value: { width: 1, classes, encode }, problems: [] };
    },
  };
}

/** NaN where the row has no class, or one that was not there when classes were numbered. The first `indices` integers are themselves. */
function indexIn(
  indexOf: ReadonlyMap<string | number, number>,
  column: ColumnValues,
  row: number,
  indices: number,
): number {
  if (column.kind === 'numbers') {
    if (column.missing[row]) return Number.NaN;
    const value = column.numbers[row]!;
    const isIndex = Number.isInteger(value) && value >= 0 && value < indices;
    return indexOf.get(value) ?? (isIndex ? value : Number.NaN);
  }
  const word = column.words[row]!;
  return word === null ? Number.NaN : (indexOf.get(word) ?? Number.NaN);
}

function nameOf(column: ColumnValues, value: string | number): string {
  return column.kind === 'numbers' && column.boolean ? String(value === 1) : String(value);
}
