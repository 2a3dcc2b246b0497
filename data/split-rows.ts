/** Splits the rows of a table into train, validation and test, as a plan says. */
import type { SplitPlan } from '../contract/plan';
import type { Outcome } from '../contract/problem';
import { parts, type Part } from '../contract/run-log';
import { drawParts } from './draw-parts';
import type { Table } from './open-table';
import { tooFewRows, unknownPart } from './problems';
import { readColumns, type ColumnValues } from './read-columns';

/** Rows of each part, counted from 0 and ascending. Every row is in exactly one part. */
export type RowParts = { readonly [part in Part]: Int32Array };

/** Follows from the rows, the plan and the seed alone. Reports unknown columns, unknown words, and too few rows. */
export async function splitRows(table: Table, split: SplitPlan, seed: number): Promise<Outcome<RowParts>> {
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
  if (drawn.parts) return { value: collectRows(drawn.parts), problems: [] };
  const wanted = split.fractions.filter((fraction) => fraction > 0).length;
  return { problems: [tooFewRows(table.files, drawn.units, wanted)] };
}

/** The parts that a column of the words `train`, `validation` and `test` names. */
function partsOfColumn(column: ColumnValues): Outcome<RowParts> {
  const words = keysOf(column);
  const numbers = new Uint8Array(words.length);
  for (const [row, word] of words.entries()) {
    const part = parts.indexOf(word as Part);
    if (part < 0) return { problems: [unknownPart(column.files, column.name, row + 1, String(word ?? ''))] };
    numbers[row] = part;
  }
  return { value: collectRows(numbers), problems: [] };
}

function keysOf(column: ColumnValues): (string | number | null)[] {
  if (column.kind === 'words') return [...column.words];
  return Array.from(column.numbers, (number, row) => (column.missing[row] ? null : number));
}

/** `numbers[row]` is the place of the row's part in `parts`. */
function collectRows(numbers: Uint8Array): RowParts {
  const rowsOf = (part: Part) => {
    const rows: number[] = [];
    for (const [row, number] of numbers.entries()) if (parts[number] === part) rows.push(row);
    return Int32Array.from(rows);
  };
  return { train: rowsOf('train'), validation: rowsOf('validation'), test: rowsOf('test') };
}
