/** A column by its name: the value that names it, the schema that has it, and how it is written. */
import { nearestName } from '../../../../contract/nearest-name';
import type { Column, TableSchema } from '../../../../contract/schema';
import { firstOf } from '../../../../contract/text';
import { columnUnknown } from '../problems/data';
import type { NameNode, Span, Value } from '../syntax/nodes';
import { writeString } from '../syntax/string-literal';
import type { CheckContext } from './context';

/** The column that a name, a string or a bare word means; null for other values. */
export function readColumnName(value: Value | NameNode): string | null {
  switch (value.kind) {
    case 'name':
      return value.text;
    case 'word':
      return value.name.text;
    case 'string':
      return value.value;
    case 'flag':
      return String(value.value);
    default:
      return null;
  }
}

/** The column of the schema; undefined where no schema is known, `unknown` when it was reported. */
export function findColumn(
  context: CheckContext,
  data: string,
  name: string,
  span: Span & { readonly kind: string },
  schema: TableSchema | null,
): Column | undefined | 'unknown' {
  if (!schema) return undefined;
  const column = columnsOf(schema).get(name);
  if (column) return column;
  const names = schema.columns.map((candidate) => candidate.name);
  const nearest = nearestName(name, names);
  const range = context.rangeOf(span);
  const written =
    nearest && (span.kind === 'string' || !isPlainName(nearest)) ? writeString(nearest) : nearest;
  const fix = range && written ? ([range, written] as [typeof range, string]) : undefined;
  context.report(columnUnknown(context.where(span), name, data, nearest, firstOf(names, 8), fix));
  return 'unknown';
}

export const isPlainName = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.test(name);

/** Looking a column up must not take longer the more there are. */
const indexes = new WeakMap<TableSchema, ReadonlyMap<string, Column>>();
export function columnsOf(schema: TableSchema): ReadonlyMap<string, Column> {
  let index = indexes.get(schema);
  if (!index) {
    index = new Map(schema.columns.map((column) => [column.name, column]));
    indexes.set(schema, index);
  }
  return index;
}

export const columnText = (data: string, column: string): string =>
  isPlainName(column) ? `${data}.${column}` : `${data}[${writeString(column)}]`;
