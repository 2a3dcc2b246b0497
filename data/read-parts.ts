/** Reads what only rows side by side can tell: classes that training never sees, groups in several parts, columns that are the same. */
import { parts } from '../contract/run-log';
import type { PartsAnswer, PartsFacts, PartsRequest } from '../contract/schema';
import { cellText } from './encode/cell-text';
import { findColumns } from './find-columns';
import type { Room } from './open-database';
import { openTable, type Table } from './open-table';
import type { ColumnValues } from './column-values';
import { readBlocks } from './read-columns';
import { splitRows, trainingPart, type PartNumbers } from './split-rows';

/** Never throws; a table that cannot be read or split is reported where that is the question. */
export async function readParts(request: PartsRequest, room?: Room): Promise<PartsAnswer> {
  const { value: table } = await openTable(request, room);
  if (!table) return { state: 'failed' };
  try {
    const split = await splitRows(table, request.split, request.seed);
    const facts = split.value && (await lookAtRows(table, request, split.value));
    return facts ? { state: 'known', facts } : { state: 'failed' };
  } catch {
    return { state: 'failed' };
  } finally {
    table.close();
  }
}

async function lookAtRows(
  table: Table,
  { classes, group, alike }: PartsRequest,
  partOf: PartNumbers,
): Promise<PartsFacts | undefined> {
  const names = [...new Set([...classes, ...(group === null ? [] : [group]), ...alike.flat()])];
  const found = findColumns(table, names);
  if (!found.value) return undefined;
  const counts = classes.map(() => new Map<string, { train: number; rows: number }>());
  const partsOfGroups = new Map<string, number>();
  let same = alike;
  const problem = await readBlocks(table, found.value, ({ start, rows, columns }) => {
    const columnOf = (name: string) => columns[names.indexOf(name)]!;
    for (const [index, name] of classes.entries())
      countValues(counts[index]!, columnOf(name), rows, (row) => partOf[start + row] === trainingPart);
    if (group !== null) addParts(partsOfGroups, columnOf(group), rows, (row) => partOf[start + row]!);
    same = same.filter(([a, b]) => areSame(columnOf(a), columnOf(b), rows));
  });
  if (problem) return undefined;
  const divided = [...partsOfGroups].filter(([, seen]) => !isPower(seen));
  return {
    untrained: classes.flatMap((column, index) =>
      [...counts[index]!].flatMap(([value, { train, rows }]) =>
        train === 0 ? [{ column, value, rows }] : [],
      ),
    ),
    divided: divided.length > 0 ? { groups: divided.length, example: divided[0]![0] } : null,
    same,
  };
}

function countValues(
  counts: Map<string, { train: number; rows: number }>,
  column: ColumnValues,
  rows: number,
  isTraining: (row: number) => boolean,
): void {
  for (let row = 0; row < rows; row++) {
    const value = cellText(column, row);
    if (value === null) continue;
    const count = counts.get(value) ?? { train: 0, rows: 0 };
    counts.set(value, count);
    count.rows += 1;
    if (isTraining(row)) count.train += 1;
  }
}

/** The parts of a group are bits of a number, so that it is a power of two where there is only one. */
function addParts(
  seen: Map<string, number>,
  column: ColumnValues,
  rows: number,
  partOf: (row: number) => number,
): void {
  for (let row = 0; row < rows; row++) {
    const value = cellText(column, row);
    if (value !== null) seen.set(value, (seen.get(value) ?? 0) | (1 << partOf(row)));
  }
}

const isPower = (bits: number): boolean => parts.some((_, part) => bits === 1 << part);

function areSame(a: ColumnValues, b: ColumnValues, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (cellText(a, row) !== cellText(b, row)) return false;
  return true;
}
