/** Splits the rows of a table into train, validation and test, as a plan says. */
import type { SplitPlan } from '../contract/plan';
import type { Outcome, Problem } from '../contract/problem';
import { parts, type Part } from '../contract/run-log';
import { drawParts } from './draw-parts';
import { findColumns } from './find-columns';
import { mostKeys, numberKeys, type Keys } from './number-keys';
import type { Table } from './open-table';
import { tooFewRows, unknownPart } from './problems';
import { tooManyKeys } from './room-problems';
import type { ColumnValues } from './column-values';
import { readBlocks } from './read-columns';

/** The place of each row's part in `parts`: a byte a row. */
export type PartNumbers = Uint8Array;

export const trainingPart = parts.indexOf('train');

/** Rows of each part, counted from 0 and ascending. Every row is in exactly one part. */
export type RowParts = { readonly [part in Part]: Int32Array };

/** Follows from the rows, the plan and the seed alone. Reports unknown columns, unknown words, and too few rows. */
export async function splitRows(table: Table, split: SplitPlan, seed: number): Promise<Outcome<PartNumbers>> {
  if (split.by === 'column') return readParts(table, split.column);
  const { fractions, stratify, group } = split;
  const keys = await readKeys(table, [stratify, group]);
  if (!keys.value) return { problems: keys.problems };
  const [strata, groups] = keys.value;
  const drawn = drawParts({ rows: table.rows, fractions, strata: strata!, groups: groups!, seed });
  if (drawn.parts) return { value: drawn.parts, problems: [] };
  const wanted = fractions.filter((fraction) => fraction > 0).length;
  return { problems: [tooFewRows(table.files, drawn.units, wanted)] };
}

/** Of columns that may be none. */
async function readKeys(
  table: Table,
  names: readonly (string | null)[],
): Promise<Outcome<readonly (Keys | null)[]>> {
  const numberings = new Map(
    names.flatMap((name) => (name === null ? [] : [[name, numberKeys(table.rows)]])),
  );
  const found = findColumns(table, [...numberings.keys()]);
  if (!found.value) return { problems: found.problems };
  const overfull = new Set<string>();
  const problem = await readBlocks(table, found.value, ({ start, columns }) => {
    for (const column of columns) {
      if (!numberings.get(column.name)!.add(column, start)) overfull.add(column.name);
    }
  });
  if (problem) return { problems: [problem] };
  if (overfull.size > 0)
    return { problems: [...overfull].map((name) => tooManyKeys(table.files, name, mostKeys)) };
  return { value: names.map((name) => numberings.get(name ?? '')?.keys() ?? null), problems: [] };
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
async function readParts(table: Table, name: string): Promise<Outcome<PartNumbers>> {
  const found = findColumns(table, [name]);
  if (!found.value) return { problems: found.problems };
  const numbers = new Uint8Array(table.rows);
  let wrong: Problem | undefined;
  const problem = await readBlocks(table, found.value, ({ start, rows, columns: [column] }) => {
    for (let row = 0; row < rows && !wrong; row++) {
      const word = wordIn(column!, row);
      const part = parts.indexOf(word as Part);
      if (part < 0) wrong = unknownPart(table.files, name, start + row + 1, word);
      else numbers[start + row] = part;
    }
  });
  const fault = problem ?? wrong;
  return fault ? { problems: [fault] } : { value: numbers, problems: [] };
}

function wordIn(column: ColumnValues, row: number): string {
  if (column.kind === 'words') return column.words[row] ?? '';
  return column.missing[row] ? '' : String(column.numbers[row]);
}
