/** What is known of a table without training on it: columns, types, counts. Read by `data`, asked for by the language. */
import type { Problem } from './problem';

/** What a `data` declaration names: files relative to `directory`, and the query over them. */
export interface SourceRequest {
  readonly directory: string;
  readonly source: readonly string[];
  readonly query: string | null;
}

export type ColumnType = 'integer' | 'number' | 'text' | 'boolean' | 'time' | 'other';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Rows without a value. */
  readonly missing: number;
  /** Different values, exact up to 1,000; above that an estimate, made of the first million rows where there are more. */
  readonly distinct: number;
  /** Smallest and largest value of a numeric column. */
  readonly min?: number;
  readonly max?: number;
  /** The different values in order, when there are at most 1,000. Class indices follow this order. */
  readonly values?: readonly (string | number)[];
  /** The first value that is no number, of a column of anything but numbers; `row` counts from 1. */
  readonly word?: { readonly row: number; readonly text: string };
  /** The first row that holds an infinite number, counted from 1. */
  readonly infiniteRow?: number;
}

export interface TableSchema {
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Files that the source stands for, absolute. */
  readonly files: readonly string[];
}

export type SchemaAnswer =
  | { readonly state: 'known'; readonly schema: TableSchema }
  | { readonly state: 'failed'; readonly problem: Problem }
  /** Being read; the asker is told when it is there. */
  | { readonly state: 'pending' };

/** How the language core asks for schemas. It never reads a file itself. */
export interface SchemaProvider {
  schema(request: SourceRequest): SchemaAnswer;
}

/** For texts without files beside them: every schema stays pending, so nothing about columns is checked. */
export const noSchemas: SchemaProvider = { schema: () => ({ state: 'pending' }) };
