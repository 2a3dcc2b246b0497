/** Encodes the rows of a table block by block, in their order. */
import type { Problem } from '../../../contract/problem';
import type { RowBlock } from '../../../data/column-values';
import { findColumns } from '../../../data/find-columns';
import type { Table } from '../../../data/open-table';
import { readBlocks } from '../../../data/read-columns';
import type { Encoders } from './fit-encoders';
import type { EncodedRows } from './row-store';

/** `placesOf` says where the rows of a block go; `done` is told when they are there. Answers why rows cannot be read, if they cannot. */
export async function encodeRows(
  table: Table,
  { inputs, tasks }: Encoders,
  placesOf: (block: RowBlock) => EncodedRows,
  done: (block: RowBlock) => void = () => undefined,
): Promise<Problem | undefined> {
  const wanted = [...inputs, ...tasks];
  const names = [...new Set(wanted.flatMap(({ columns }) => columns))];
  const found = findColumns(table, names);
  if (!found.value) return found.problems[0];
  const columnsOf = new Map(wanted.map((each) => [each, each.columns.map((name) => names.indexOf(name))]));
  return readBlocks(table, found.value, (block) => {
    const places = placesOf(block);
    const of = (each: (typeof wanted)[number]): RowBlock => ({
      ...block,
      columns: columnsOf.get(each)!.map((place) => block.columns[place]!),
    });
    for (const [index, input] of inputs.entries()) input.encode(of(input), places.inputs[index]!);
    for (const [index, task] of tasks.entries()) task.encode(of(task), places.tasks[index]!);
    done(block);
  });
}
