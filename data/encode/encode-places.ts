/** Turns columns that hold a class for each step or pixel into class indices. */
import { tooManyClasses } from '../problems';
import { cellText } from './cell-text';
import { nameClasses } from './class-names';
import type { ClassEncoder } from './encode-classes';
import type { ColumnValues, RowBlock } from '../column-values';
import type { Fitting } from './fitting';

export interface PlacesForm {
  /** Steps or pixels of a row. */
  readonly places: number;
  /** How many classes there are, and the target that says so. */
  readonly count: number;
  readonly target: string;
}

/** Stands for the class of a place that has none. */
export const noClass = -1;

/**
 * Columns are one for each place, or a single one with the classes of a row between spaces, of which those beyond the last place are
 * left out. The integers from 0 to `count - 1` are themselves; other values are numbered in their order, numbers by size and texts
 * by code unit. More different values than `count` are a problem. A row has a label when one of its places has.
 */
export function fitPlaces({ places, count, target }: PlacesForm): Fitting<ClassEncoder> {
  const values = new Set<string>();
  let first: ColumnValues | undefined;
  return {
    passes: 1,
    look(block) {
      first = block.columns[0]!;
      // No target tells so many apart: it is known by then that there are too many.
      for (let row = 0; row < block.rows && values.size <= mostValues; row++) {
        for (const value of classesOf(block, row)) if (value !== null) values.add(value);
      }
    },
    finish() {
      const known = inOrder(values);
      const areIndices = known.every((value) => isIndex(value, count));
      if (!areIndices && known.length > count) {
        return { problems: [tooManyClasses(first!.files, first!.name, known.length, count, target)] };
      }
      const indexOf = new Map(known.map((value, index) => [value, areIndices ? Number(value) : index]));
      const classes = nameClasses(count, indexOf, areIndices);
      const encode: ClassEncoder['encode'] = (block, labels) => {
        labels.values.fill(noClass, 0, block.rows * places);
        for (let row = 0; row < block.rows; row++) {
          let isLabelled = 0;
          for (const [place, value] of classesOf(block, row).entries()) {
            if (place >= places) break;
            if (value === null) continue;
            const index =
              indexOf.get(value) ?? (areIndices && isIndex(value, count) ? Number(value) : noClass);
            labels.values[row * places + place] = index;
            if (index !== noClass) isLabelled = 1;
          }
          labels.mask[row] = isLabelled;
        }
      };
      return { value: { width: places, classes, encode }, problems: [] };
    },
  };
}

const mostValues = 100_000;

function classesOf({ columns }: RowBlock, row: number): readonly (string | null)[] {
  if (columns.length > 1) return columns.map((column) => cellText(column, row));
  return cellText(columns[0]!, row)?.match(/\S+/gu) ?? [];
}

const isIndex = (value: string, count: number): boolean => /^\d+$/.test(value) && Number(value) < count;

function inOrder(values: ReadonlySet<string>): readonly string[] {
  const all = [...values];
  return all.every((value) => Number.isFinite(Number(value)))
    ? all.toSorted((a, b) => Number(a) - Number(b))
    : all.toSorted();
}
