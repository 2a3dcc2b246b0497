/** Rows that are asked for block after block, in their order, wherever they come from. */
import type { Problem } from '../../contract/problem';
import type { ColumnValues, RowBlock } from '../column-values';

/** `faults` tell of rows that could not be read, which are left out. */
export interface StreamBlock extends RowBlock {
  readonly faults: readonly Problem[];
}

/** `waiting`: there is nothing more yet. `over`: there never will be, because of `problem` if it has one. */
export type StreamAnswer =
  | { readonly state: 'rows'; readonly block: StreamBlock }
  | { readonly state: 'waiting' }
  | { readonly state: 'over'; readonly problem?: Problem };

export interface RowStream {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** How many rows it has; null where nobody knows. */
  readonly rows: number | null;
  /** The next rows. A block is valid until the next is asked for. */
  next(): Promise<StreamAnswer>;
  close(): Promise<void>;
}

/** The rows from `from` to before `to` of a block, in memory of their own. */
export function sliceBlock<B extends RowBlock>(block: B, from: number, to: number): B {
  return {
    ...block,
    start: block.start + from,
    rows: to - from,
    columns: block.columns.map((column) => sliceColumn(column, from, to)),
  };
}

function sliceColumn(column: ColumnValues, from: number, to: number): ColumnValues {
  if (column.kind === 'words') return { ...column, words: column.words.slice(from, to) };
  return { ...column, numbers: column.numbers.slice(from, to), missing: column.missing.slice(from, to) };
}
