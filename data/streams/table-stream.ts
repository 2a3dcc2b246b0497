/** The rows of a table as a stream, which ends with them. */
import type { Outcome, Problem } from '../../contract/problem';
import type { RowBlock } from '../column-values';
import { findColumns } from '../find-columns';
import type { Table } from '../open-table';
import { readBlocks } from '../read-columns';
import { pull } from './pull';
import type { RowStream } from './row-stream';

/** The columns called `names`, in this order. Closing it closes the table. */
export function streamTable(table: Table, names: readonly string[]): Outcome<RowStream> {
  const { value: columns, problems } = findColumns(table, names);
  if (!columns) return { problems };
  const blocks = pull<RowBlock, Problem | undefined>((show) => readBlocks(table, columns, show));
  const stream: RowStream = {
    files: table.files,
    rows: table.rows,
    async next() {
      const told = await blocks.next();
      if ('item' in told) return { state: 'rows', block: { ...told.item, faults: [] } };
      return { state: 'over', ...(told.end ? { problem: told.end } : {}) };
    },
    async close() {
      await blocks.close();
      table.close();
    },
  };
  return { value: stream, problems: [] };
}
