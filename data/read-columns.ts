/** Reads whole columns of a table into memory, numbers as numbers and everything else as text. */
import type { Outcome } from '../contract/problem';
import { nearestName } from '../contract/nearest-name';
import type { Table } from './open-table';
import { unknownColumn } from './problems';
import { isNumeric, scanColumns } from './scan-columns';

export type ColumnValues = NumberColumn | WordColumn;

/** Integers, numbers, and booleans as 0 and 1. `numbers[row]` is 0 where `missing[row]` is 1. */
export interface NumberColumn {
  readonly kind: 'numbers';
  readonly name: string;
  readonly files: readonly string[];
  /** Stored as true and false. */
  readonly boolean: boolean;
  readonly numbers: Float64Array;
  readonly missing: Uint8Array;
}

/** Texts, times and whatever else can be written as text; null is missing. */
export interface WordColumn {
  readonly kind: 'words';
  readonly name: string;
  readonly files: readonly string[];
  readonly words: readonly (string | null)[];
}

/** The columns in the order of `names`; a name the table does not have is a problem with the nearest one it has. */
export async function readColumns(
  table: Table,
  names: readonly string[],
): Promise<Outcome<readonly ColumnValues[]>> {
  const { files, rows } = table;
  const known = new Map(table.columns.map((column) => [column.name, column]));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    return { problems: unknown.map((name) => unknownColumn(files, name, nearestName(name, known.keys()))) };
  }
  const columns = [...new Set(names)].map((name) => known.get(name)!);
  const values = columns.map((column) => {
    const { name } = column;
    if (!isNumeric(column))
      return { kind: 'words', name, files, words: Array<string | null>(rows).fill(null) } as const;
    const numbers = { numbers: new Float64Array(rows), missing: new Uint8Array(rows) };
    return { kind: 'numbers', name, files, boolean: column.type === 'boolean', ...numbers } as const;
  });
  await scanColumns(table, columns, (index, start, chunk) => {
    const column = values[index]!;
    if (column.kind === 'numbers' && chunk.kind === 'numbers') {
      copyNumbers(chunk.numbers, column.numbers, column.missing, start);
    } else if (column.kind === 'words' && chunk.kind === 'words') {
      chunk.words.forEach((word, offset) => (column.words[start + offset] = word));
    }
  });
  const byName = new Map<string, ColumnValues>(values.map((column) => [column.name, column]));
  return { value: names.map((name) => byName.get(name)!), problems: [] };
}

function copyNumbers(from: Float64Array, numbers: Float64Array, missing: Uint8Array, start: number): void {
  for (let offset = 0; offset < from.length; offset++) {
    const number = from[offset]!;
    if (Number.isNaN(number)) missing[start + offset] = 1;
    else numbers[start + offset] = number;
  }
}
