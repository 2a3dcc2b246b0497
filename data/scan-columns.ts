/** Walks over columns of a table chunk by chunk, so that a large table never stands in memory twice. */
import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import type { Problem } from '../contract/problem';
import { isMedia } from '../contract/media';
import { attempt } from './attempt';
import type { Table, TableColumn } from './open-table';
import { rowsTable } from './open-table';
import { readFault } from './read-fault';
import { selectName } from './media/media-table';
import { readingStopped } from './room-problems';
import { quoteName } from './sql';

/** `numbers` hold integers, numbers, and booleans as 0 and 1; a missing one is NaN. `words` hold everything else as text. */
export type ColumnChunk =
  | { readonly kind: 'numbers'; readonly numbers: Float64Array | Float32Array }
  | { readonly kind: 'words'; readonly words: readonly (string | null)[] };

/**
 * Calls `visit` for every chunk of all columns; `start` is the row of the chunk's first values. Answers why the rows cannot be read to
 * the end, if they cannot.
 */
export async function scanColumns(
  table: Table,
  columns: readonly TableColumn[],
  visit: (start: number, chunks: readonly ColumnChunk[]) => void | Promise<void>,
): Promise<Problem | undefined> {
  if (columns.length === 0) return undefined;
  const select = `select ${columns.map(selectColumn).join(', ')} from ${rowsTable}`;
  const next = chunksOf(table, select);
  let ahead = next();
  for (let start = 0; ;) {
    const { chunk, reason } = await ahead;
    if (reason !== undefined) return readFault(table.sources, reason);
    if (table.isStopped()) return readingStopped(table.files);
    if (!chunk || chunk.rowCount === 0) return undefined;
    // The engine reads the next chunk while this one is looked at.
    ahead = next();
    try {
      const visited = visit(start, readChunk(chunk, columns));
      if (visited) await visited;
    } catch (error) {
      await ahead;
      throw error;
    }
    start += chunk.rowCount;
  }
}

/** Never rejects: says why there is no chunk. */
function chunksOf({ connection }: Table, select: string): () => Promise<Fetched> {
  let result: DuckDBResult | undefined;
  return async () => {
    let chunk: DuckDBDataChunk | null = null;
    const reason = await attempt(async () => {
      result ??= await connection.stream(select);
      chunk = await result.fetchChunk();
    });
    return { chunk, reason };
  };
}

interface Fetched {
  readonly chunk: DuckDBDataChunk | null;
  readonly reason: string | undefined;
}

const readChunk = (chunk: DuckDBDataChunk, columns: readonly TableColumn[]): ColumnChunk[] =>
  columns.map((column, index) => {
    const vector = chunk.getColumnVector(index);
    return isNumeric(column)
      ? { kind: 'numbers', numbers: viewNumbers(vector) }
      : { kind: 'words', words: vector.toArray() as (string | null)[] };
  });

/** The numbers where DuckDB has them, valid until the next chunk; reading them one by one would take ten times as long. */
function viewNumbers(vector: unknown): Float64Array | Float32Array {
  const { items } = vector as { readonly items: unknown };
  if (items instanceof Float64Array || items instanceof Float32Array) return items;
  throw new Error('A vector of numbers without an array of them: @duckdb/node-api has changed.');
}

export function isNumeric(column: TableColumn): boolean {
  return column.type === 'integer' || column.type === 'number' || column.type === 'boolean';
}

function selectColumn(column: TableColumn): string {
  if (isMedia(column.type)) return selectName(column.name, column.type);
  const name = quoteName(column.name);
  if (!isNumeric(column)) return `${name}::varchar`;
  // Numbers of four bytes are as exact in eight, which take longer to make and to move.
  return column.isSingle ? `coalesce(${name}, 'nan'::float)` : `coalesce(${name}::double, 'nan'::double)`;
}
