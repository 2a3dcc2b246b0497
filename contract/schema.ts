/** What is known of a table without training on it: columns, types, counts. Read by `data`, asked for by the language. */
import type { FileFacts, MediaType } from './media';
import type { SourceForm, SplitPlan } from './plan';
import type { Problem } from './problem';
import type { RunAnswer, RunRequest } from './trained-run';

/** What a `data` declaration names: files relative to `directory`, and the query over them. */
export interface SourceRequest {
  readonly directory: string;
  readonly source: readonly string[];
  /** How the files become rows where they are no tables; absent for tables. */
  readonly form?: SourceForm;
  readonly query: string | null;
  /** Others append rows while this is read: a line that is cut off or is no row is left out, and only much more of them is news. */
  readonly follow?: true;
}

/** `image` and `audio`: paths of files whose content is what the column is about. */
export type ColumnType = 'integer' | 'number' | 'text' | 'boolean' | 'time' | MediaType | 'other';

/** With what is known of files where it names some that can be read. */
export interface Column extends FileFacts {
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
  /** The first row that holds an infinite number, or one too large to compute with, counted from 1. */
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
  | { readonly state: 'pending' }
  /** Nobody reads it, now or later. */
  | { readonly state: 'unread' };

/** What only rows side by side can tell of columns: asked for those that it is worth to look at. */
export interface PartsRequest extends SourceRequest {
  readonly split: SplitPlan;
  readonly seed: number;
  /** Columns of classes, each of which the training part should have. */
  readonly classes: readonly string[];
  /** A column whose equal values should be in one part. */
  readonly group: string | null;
  /** Pairs of columns that may hold the same values. */
  readonly alike: readonly (readonly [string, string])[];
}

export interface PartsFacts {
  /** Values of the columns `classes` that rows have, but none of the training part; `rows` counts those that have them. */
  readonly untrained: readonly { readonly column: string; readonly value: string; readonly rows: number }[];
  /** Groups with rows in several parts, and one of them. */
  readonly divided: { readonly groups: number; readonly example: string } | null;
  /** Those of the pairs `alike` that hold the same value, or none, in every row. */
  readonly same: readonly (readonly [string, string])[];
}

export type PartsAnswer =
  | { readonly state: 'known'; readonly facts: PartsFacts }
  /** The rows cannot be read or split; the schema or the training says why. */
  | { readonly state: 'failed' }
  | { readonly state: 'pending' };

/** How the language core asks for what files say. It never reads one itself. */
export interface SchemaProvider {
  schema(request: SourceRequest): SchemaAnswer;
  /** Absent where nobody waits for it: nothing is checked that it would tell. */
  parts?(request: PartsRequest): PartsAnswer;
  /** Absent where nobody reads runs: nothing is checked that they would tell. */
  run?(request: RunRequest): RunAnswer;
}

/** For texts without files beside them: no schema is ever read, so nothing about columns is checked. */
export const noSchemas: SchemaProvider = { schema: () => ({ state: 'unread' }) };
