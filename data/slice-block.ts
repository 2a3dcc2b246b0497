/** Cuts blocks of rows into smaller ones, where what a row becomes is large: a picture has as many numbers as a table has columns. */
import type { ColumnValues, RowBlock } from './column-values';

/** In their order, none of more than `most` rows; nothing is copied but words. */
export function sliceBlock(block: RowBlock, most: number): readonly RowBlock[] {
  if (block.rows <= most) return [block];
  return Array.from({ length: Math.ceil(block.rows / most) }, (_, index) => {
    const from = index * most;
    const to = Math.min(from + most, block.rows);
    const columns = block.columns.map((column) => sliceColumn(column, from, to));
    return { start: block.start + from, rows: to - from, columns };
  });
}

const sliceColumn = (column: ColumnValues, from: number, to: number): ColumnValues =>
  column.kind === 'words'
    ? { ...column, words: column.words.slice(from, to) }
    : {
        ...column,
        numbers: column.numbers.subarray(from, to),
        missing: column.missing.subarray(from, to),
      };
