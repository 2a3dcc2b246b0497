/** Reads columns of a table, whole or block by block, numbers as numbers and everything else as text. */
import type { Outcome, Problem } from '../contract/problem';
import { isMedia } from '../contract/media';
import type { ColumnValues, NumberColumn, RowBlock, WordColumn } from './column-values';
import { findColumns } from './find-columns';
import type { Table, TableColumn } from './open-table';
import { isNumeric, scanColumns, type ColumnChunk } from './scan-columns';

/** The columns in the order of `names`, all of their rows in memory. */
export async function readColumns(
  table: Table,
  names: readonly string[],
): Promise<Outcome<readonly ColumnValues[]>> {
  const found = findColumns(table, [...new Set(names)]);
  if (!found.value) return { problems: found.problems };
  const columns = found.value.map((column) => emptyColumn(table, column, table.rows));
  const problem = await scanColumns(table, found.value, (start, chunks) => {
    for (const [index, chunk] of chunks.entries()) copyChunk(chunk, columns[index]!, start);
  });
  if (problem) return { problems: [problem] };
  const byName = new Map(columns.map((column) => [column.name, column]));
  return { value: names.map((name) => byName.get(name)!), problems: [] };
}

/** Shows all rows of some columns in their order, block by block. Answers why they cannot be read to the end, if they cannot. */
export async function readBlocks(
  table: Table,
  columns: readonly TableColumn[],
  look: (block: RowBlock) => void | Promise<void>,
): Promise<Problem | undefined> {
  let buffers: ColumnValues[] = [];
  return scanColumns(table, columns, (start, chunks) => {
    const rows = rowsOf(chunks[0]!);
    // Chunks have one size but for the last one of a piece of the table; buffers are filled again for each.
    if (buffers.length === 0 || rowsOf(buffers[0]!) !== rows) {
      buffers = columns.map((column) => emptyColumn(table, column, rows));
    }
    const block = buffers.map((buffer, index) => {
      const chunk = chunks[index]!;
      if (buffer.kind === 'words') return chunk.kind === 'words' ? { ...buffer, words: chunk.words } : buffer;
      copyChunk(chunk, buffer, 0);
      return buffer;
    });
    return look({ start, rows, columns: block });
  });
}

type Filled = NumberColumn | (WordColumn & { readonly words: (string | null)[] });

function emptyColumn({ files, media }: Table, column: TableColumn, rows: number): Filled {
  const { name } = column;
  if (!isNumeric(column)) {
    const words = Array<string | null>(rows).fill(null);
    return { kind: 'words', name, files, words, ...(media && isMedia(column.type) ? { media } : {}) };
  }
  const numbers = { numbers: new Float64Array(rows), missing: new Uint8Array(rows) };
  return { kind: 'numbers', name, files, boolean: column.type === 'boolean', ...numbers };
}

const rowsOf = (values: ColumnChunk): number =>
  values.kind === 'numbers' ? values.numbers.length : values.words.length;

function copyChunk(chunk: ColumnChunk, column: Filled, start: number): void {
  if (column.kind === 'numbers' && chunk.kind === 'numbers') {
    copyNumbers(chunk.numbers, column.numbers, column.missing, start);
  } else if (column.kind === 'words' && chunk.kind === 'words') {
    chunk.words.forEach((word, offset) => (column.words[start + offset] = word));
  }
}

function copyNumbers(
  from: Float64Array | Float32Array,
  numbers: Float64Array,
  missing: Uint8Array,
  start: number,
): void {
  numbers.set(from, start);
  missing.fill(0, start, start + from.length);
  for (let offset = 0; offset < from.length; offset++) {
    if (!Number.isNaN(from[offset]!)) continue;
    missing[start + offset] = 1;
    numbers[start + offset] = 0;
  }
}
