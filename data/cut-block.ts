/** Cuts blocks of rows that become large, so that not all of a block is in memory at once. */
import type { ColumnValues, RowBlock } from './column-values';

/** The same rows, at most so many at a time. */
export function* cutBlock(block: RowBlock, most: number): Generator<RowBlock> {
  if (block.rows <= most) {
    yield block;
    return;
  }
  for (let from = 0; from < block.rows; from += most) {
    const to = Math.min(from + most, block.rows);
    const columns = block.columns.map((column) => partOf(column, from, to));
    yield { start: block.start + from, rows: to - from, columns };
  }
}

const partOf = (column: ColumnValues, from: number, to: number): ColumnValues =>
  column.kind === 'words'
    ? { ...column, words: column.words.slice(from, to) }
    : {
        ...column,
        numbers: column.numbers.subarray(from, to),
        missing: column.missing.subarray(from, to),
      };
