/** What columns of a table hold once they are read, all of their rows or a block of them. */

import type { MediaReader } from './media/media-reader';

export type ColumnValues = NumberColumn | WordColumn;

/** Integers, numbers, and booleans as 0 and 1. `numbers[row]` is 0 where `missing[row]` is 1. */
export interface NumberColumn {
  readonly kind: 'numbers';
  readonly name: string;
  readonly files: readonly string[];
  /** Stored as true and false. */
  readonly boolean: boolean;
  readonly numbers: Float64Array;
  readonly missing: Uint8Array;
}

/** Texts, times and whatever else can be written as text; null is missing. */
export interface WordColumn {
  readonly kind: 'words';
  readonly name: string;
  readonly files: readonly string[];
  readonly words: readonly (string | null)[];
  /** Opens what the words name; absent where they are words and nothing else. */
  readonly media?: MediaReader;
}

/** Some rows of a table, one after the other; valid until the next block is read. */
export interface RowBlock {
  /** Number of the first of these rows in the table. */
  readonly start: number;
  readonly rows: number;
  /** Those that an encoding looks at, in its order. */
  readonly columns: readonly ColumnValues[];
}
