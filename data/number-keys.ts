/** Numbers the different values of a column, so that a row needs four bytes whatever stands in it. */
import type { ColumnValues } from './column-values';

/** The number of each row's value, counted from 0 in the order of first rows; `noKey` where a row has none. */
export interface Keys {
  readonly numbers: Int32Array;
  /** How many different values there are. */
  readonly count: number;
}

export const noKey = -1;

/** With more different values than this the table of their numbers would not fit. */
export const mostKeys = 10_000_000;

export interface KeyNumbering {
  /** Rows from `start` on. Answers whether there are no more than `mostKeys` different values so far. */
  add(column: ColumnValues, start: number): boolean;
  /** Of the rows that were added. */
  keys(): Keys;
}

export function numberKeys(rows: number): KeyNumbering {
  const numbers = new Int32Array(rows).fill(noKey);
  const known = new Map<string | number, number>();
  const numberOf = (value: string | number): number => {
    const number = known.get(value) ?? known.size;
    if (number === known.size && number < mostKeys) known.set(value, number);
    return number;
  };
  return {
    add(column, start) {
      if (column.kind === 'words') {
        for (const [row, word] of column.words.entries()) {
          if (word !== null) numbers[start + row] = numberOf(word);
        }
      } else {
        const { numbers: values, missing } = column;
        for (let row = 0; row < values.length; row++) {
          if (!missing[row]) numbers[start + row] = numberOf(values[row]!);
        }
      }
      return known.size < mostKeys;
    },
    keys: () => ({ numbers, count: known.size }),
  };
}
