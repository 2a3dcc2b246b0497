/** Encodes the rows of tables block by block, in their order, those of one table behind those of the other. */
import type { Problem } from '../../../contract/problem';
import type { RowBlock } from '../../../data/column-values';
import { findColumns } from '../../../data/find-columns';
import { namesFrom, viewOf, type SplitTable, type TableView } from '../../../data/read-alike';
import { readBlocks } from '../../../data/read-columns';
import { sliceBlock } from '../../../data/slice-block';
import { arraysOf, rowSizeOf } from './encoded-rows';
import type { Encoders } from './fit-encoders';
import type { EncodedRows } from './row-store';

/** Rows of all tables, counted through. */
export type RowRange = Pick<RowBlock, 'start' | 'rows'>;

/**
 * `placesOf` says where the rows of a block go; `done` is told when they are there. A row has zeros for an input that its table does not feed,
 * and no label for a task that has none there. Answers why rows cannot be read, if they cannot.
 */
export async function encodeRows(
  tables: readonly SplitTable[],
  encoders: Encoders,
  placesOf: (range: RowRange) => EncodedRows,
  done: (range: RowRange) => void = () => undefined,
): Promise<Problem | undefined> {
  const most = Math.max(1, Math.floor(mostBytes / rowSizeOf(encoders)));
  let before = 0;
  for (const each of tables) {
    const encode = createEncoding(each, tables, encoders);
    const first = before;
    const problem = await encode.read(async (all) => {
      for (const block of sliceBlock(all, most)) {
        const range = { start: first + block.start, rows: block.rows };
        await encode.write(block, placesOf(range));
        done(range);
      }
    });
    if (problem) return problem;
    before += each.table.rows;
  }
  return undefined;
}

/** Bytes that the rows of one piece of a table may become, which stand in memory beside all others. */
const mostBytes = 64 * 2 ** 20;

function createEncoding(each: SplitTable, tables: readonly SplitTable[], { inputs, tasks }: Encoders) {
  const names = namesFrom(each.data, [...inputs, ...tasks]);
  const columns = findColumns(each.table, names).value!;
  const views = new Map([...inputs, ...tasks].map((one) => [one, viewOf(each, tables, one, names)] as const));
  const isWhole = [...views.values()].every((view) => view !== undefined);
  return {
    read: (look: (block: RowBlock) => Promise<void>) => readBlocks(each.table, columns, look),
    async write(block: RowBlock, places: EncodedRows): Promise<void> {
      if (!isWhole) for (const values of arraysOf(places)) values.fill(0);
      const encode = <To>(
        one: { encode(own: RowBlock, to: To): void | Promise<void> },
        view: TableView | undefined,
        to: To,
      ) => (view ? one.encode(view(block), to) : undefined);
      for (const [index, input] of inputs.entries()) {
        const view = views.get(input);
        const encoded = encode(input, view, places.inputs[index]!);
        if (encoded) await encoded;
        if (view) places.inputs[index]!.fed?.fill(1);
      }
      for (const [index, task] of tasks.entries()) void encode(task, views.get(task), places.tasks[index]!);
    },
  };
}
