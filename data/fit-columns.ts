/** Lets encodings look at the rows of the tables of an experiment: all of them side by side, table after table, pass after pass. */
import type { Problem } from '../contract/problem';
import type { Fitting, FittedBlock } from './encode/fitting';
import { findColumns } from './find-columns';
import { namesFrom, viewOf, type ColumnsReader, type SplitTable } from './read-alike';
import { readBlocks } from './read-columns';
import { trainingPart, type PartNumbers } from './split-rows';

/** What is fitted to some columns, and to the same of other tables. */
export interface ColumnFitting extends ColumnsReader {
  readonly fitting: Pick<Fitting<unknown>, 'passes' | 'look'>;
}

/** Answers unknown columns, and why the rows cannot be read to the end. */
export async function fitColumns(
  tables: readonly SplitTable[],
  fittings: readonly ColumnFitting[],
): Promise<readonly Problem[]> {
  const unknown = tables.flatMap(({ data, table }) => findColumns(table, namesFrom(data, fittings)).problems);
  if (unknown.length > 0) return unknown;
  for (let pass = 0; ; pass++) {
    const active = fittings.filter(({ fitting }) => fitting.passes > pass);
    if (active.length === 0) return [];
    for (const each of tables) {
      const problem = await lookAtTable(each, tables, active, pass);
      if (problem) return [problem];
    }
  }
}

async function lookAtTable(
  each: SplitTable,
  tables: readonly SplitTable[],
  active: readonly ColumnFitting[],
  pass: number,
): Promise<Problem | undefined> {
  const names = namesFrom(each.data, active);
  const looks = active.flatMap((reader) => {
    const view = viewOf(each, tables, reader, names);
    return view ? [{ view, fitting: reader.fitting }] : [];
  });
  return readBlocks(each.table, findColumns(each.table, names).value!, async (block) => {
    const trainingRows = findTrainingRows(each.parts, block);
    for (const { view, fitting } of looks) {
      const looked = fitting.look({ ...view(block), trainingRows }, pass);
      if (looked) await looked;
    }
  });
}

function findTrainingRows(
  parts: PartNumbers,
  { start, rows }: Pick<FittedBlock, 'start' | 'rows'>,
): Int32Array {
  const found = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (parts[start + row] === trainingPart) found[count++] = row;
  return found.subarray(0, count);
}
