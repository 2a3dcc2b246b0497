/** Splits the rows of a table into train, validation and test, as a plan says. */
import type { SplitPlan } from '../contract/plan';
import type { Outcome } from '../contract/problem';
import { parts, type Part } from '../contract/run-log';
import { drawParts } from './draw-parts';
import type { Table } from './open-table';
import { tooFewRows, unknownPart } from './problems';
import { readColumns, type ColumnValues } from './read-columns';

/** The place of each row's part in `parts`: a byte a row. */
export type PartNumbers = Uint8Array;

export const trainingPart = parts.indexOf('train');

/** Rows of each part, counted from 0 and ascending. Every row is in exactly one part. */
export type RowParts = { readonly [part in Part]: Int32Array };

/** Follows from the rows, the plan and the seed alone. Reports unknown columns, unknown words, and too few rows. */
export async function splitRows(table: Table, split: SplitPlan, seed: number): Promise<Outcome<PartNumbers>> {
  const names = split.by === 'column' ? [split.column] : [split.stratify, split.group];
  const read = await readColumns(
    table,
    names.filter((name) => name !== null),
  );
  if (!read.value) return { problems: read.problems };
  const columns = new Map(read.value.map((column) => [column.name, column]));

  if (split.by === 'column') return partsOfColumn(columns.get(split.column)!);
  const strata = split.stratify === null ? null : keysOf(columns.get(split.stratify)!);
  const groups = split.group === null ? null : keysOf(columns.get(split.group)!);
  const drawn = drawParts({ rows: table.rows, fractions: split.fractions, strata, groups, seed });
  if (drawn.parts) return { value: drawn.parts, problems: [] };
  const wanted = split.fractions.filter((fraction) => fraction > 0).length;
  return { problems: [tooFewRows(table.files, drawn.units, wanted)] };
}

export function collectRows(numbers: PartNumbers): RowParts {
  const counts = parts.map(() => 0);
  for (let row = 0; row < numbers.length; row++) counts[numbers[row]!]! += 1;
  const rows = counts.map((count) => new Int32Array(count));
  const filled = parts.map(() => 0);
  for (let row = 0; row < numbers.length; row++) {
    const part = numbers[row]!;
    rows[part]![filled[part]!++] = row;
  }
  return Object.fromEntries(parts.map((part, number) => [part, rows[number]!])) as RowParts;
}

/** The parts that a column of the words `train`, `validation` and `test` names. */
function partsOfColumn(column: ColumnValues): Outcome<PartNumbers> {
  const words = keysOf(column);
  const numbers = new Uint8Array(words.length);
  for (const [row, word] of words.entries()) {
    const part = parts.indexOf(word as Part);
    if (part < 0) return { problems: [unknownPart(column.files, column.name, row + 1, String(word ?? ''))] };
    numbers[row] = part;
  }
  return { value: numbers, problems: [] };
}

function keysOf(column: ColumnValues): (string | number | null)[] {
  if (column.kind === 'words') return [...column.words];
  return Array.from(column.numbers, (number, row) => (column.missing[row] ? null : number));
}
