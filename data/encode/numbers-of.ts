/** Takes columns for numbers, or tells which of their cells is none. */
import type { Outcome, Problem } from '../../contract/problem';
import { infiniteNumber, wordInNumbers } from '../problems';
import { isComputable, numberOf } from '../words';
import type { ColumnValues, NumberColumn, RowBlock } from '../column-values';

/** Numbers as they are; texts if every one of them writes a finite number. The first of the rows has the number `start`. */
export function numbersOf(column: ColumnValues, start = 0): Outcome<NumberColumn> {
  const numeric = column.kind === 'numbers' ? { value: column, problems: [] } : parseWords(column, start);
  if (!numeric.value) return numeric;
  const row = findInfinite(numeric.value.numbers);
  if (row >= 0) return { problems: [infiniteNumber(column.files, column.name, start + row + 1)] };
  return numeric;
}

/** Takes the columns of block after block for numbers. */
export interface NumberReader {
  /** Undefined once a column has been found to hold anything else. */
  read(block: RowBlock): readonly NumberColumn[] | undefined;
  /** What is wrong first with each of the columns, in their order. */
  problems(): readonly Problem[];
}

export function createNumberReader(): NumberReader {
  const faults = new Map<number, readonly Problem[]>();
  return {
    read({ columns, start }) {
      const numeric = columns.map((column, index) => {
        if (faults.has(index)) return undefined;
        const { value, problems } = numbersOf(column, start);
        if (!value) faults.set(index, problems);
        return value;
      });
      return faults.size > 0 ? undefined : (numeric as NumberColumn[]);
    },
    problems: () => [...faults].toSorted(([a], [b]) => a - b).flatMap(([, problems]) => problems),
  };
}

/** Of a block whose columns are known to hold numbers. */
export const readNumbers = ({ columns }: RowBlock): readonly NumberColumn[] =>
  columns.map((column) => numbersOf(column).value!);

function findInfinite(numbers: Float64Array): number {
  for (let row = 0; row < numbers.length; row++) if (!isComputable(numbers[row]!)) return row;
  return -1;
}

function parseWords(
  { name, files, words }: Extract<ColumnValues, { kind: 'words' }>,
  start: number,
): Outcome<NumberColumn> {
  const numbers = new Float64Array(words.length);
  const missing = new Uint8Array(words.length);
  for (const [row, word] of words.entries()) {
    const number = word === null ? null : numberOf(word);
    if (number === null) {
      missing[row] = 1;
      continue;
    }
    if (Number.isNaN(number)) return { problems: [wordInNumbers(files, name, start + row + 1, word!)] };
    numbers[row] = number;
  }
  return { value: { kind: 'numbers', name, files, boolean: false, numbers, missing }, problems: [] };
}
