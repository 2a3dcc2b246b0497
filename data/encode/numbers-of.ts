/** Takes a column for numbers, or tells which of its cells is none. */
import type { Outcome } from '../../contract/problem';
import { infiniteNumber, wordInNumbers } from '../problems';
import type { ColumnValues, NumberColumn } from '../read-columns';
import { numberOf } from '../words';

/** Numbers as they are; texts if every one of them writes a finite number. */
export function numbersOf(column: ColumnValues): Outcome<NumberColumn> {
  const numeric = column.kind === 'numbers' ? { value: column, problems: [] } : parseWords(column);
  if (!numeric.value) return numeric;
  const row = numeric.value.numbers.findIndex((number) => !Number.isFinite(number));
  if (row >= 0) return { problems: [infiniteNumber(column.files, column.name, row + 1)] };
  return numeric;
}

function parseWords({ name, files, words }: Extract<ColumnValues, { kind: 'words' }>): Outcome<NumberColumn> {
  const numbers = new Float64Array(words.length);
  const missing = new Uint8Array(words.length);
  for (const [row, word] of words.entries()) {
    const number = word === null ? null : numberOf(word);
    if (number === null) {
      missing[row] = 1;
      continue;
    }
    if (Number.isNaN(number)) return { problems: [wordInNumbers(files, name, row + 1, word!)] };
    numbers[row] = number;
  }
  return { value: { kind: 'numbers', name, files, boolean: false, numbers, missing }, problems: [] };
}
