/** Lets encodings look at the rows of a table: all of them side by side, pass after pass. */
import type { Problem } from '../contract/problem';
import type { Fitting, FittedBlock } from './encode/fitting';
import { findColumns } from './find-columns';
import type { Table } from './open-table';
import { readBlocks } from './read-columns';
import { trainingPart, type PartNumbers } from './split-rows';

/** What is fitted to some columns of a table. */
export interface ColumnFitting {
  readonly columns: readonly string[];
  readonly fitting: Pick<Fitting<unknown>, 'passes' | 'look'>;
}

/** Answers unknown columns, and why the rows cannot be read to the end. */
export async function fitColumns(
  table: Table,
  parts: PartNumbers,
  fittings: readonly ColumnFitting[],
): Promise<readonly Problem[]> {
  for (let pass = 0; ; pass++) {
    const active = fittings.filter(({ fitting }) => fitting.passes > pass);
    if (active.length === 0) return [];
    const names = [...new Set(active.flatMap(({ columns }) => columns))];
    const found = findColumns(table, names);
    if (!found.value) return found.problems;
    const places = active.map(({ columns }) => columns.map((name) => names.indexOf(name)));
    const problem = await readBlocks(table, found.value, (block) => {
      const trainingRows = findTrainingRows(parts, block);
      for (const [index, { fitting }] of active.entries()) {
        const columns = places[index]!.map((place) => block.columns[place]!);
        fitting.look({ ...block, columns, trainingRows }, pass);
      }
    });
    if (problem) return [problem];
  }
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
