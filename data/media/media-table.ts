/** Makes a table of a list of files: a row for each, with the column that names what is opened, its label, and its path as text. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Problem } from '../../contract/problem';
import type { MediaType } from '../../contract/media';
import type { ColumnType } from '../../contract/schema';
import { quoteName, quoteText } from '../sql';
import { notListed } from './folder-problems';
import type { MediaList } from './media-list';

/**
 * A column of files is a structure of one field, so that it stays one through a query and cannot be mistaken for a text. Nothing a query does to a
 * text makes one by accident; what it makes up is found by `findUnlisted`.
 */
const structureOf = (type: MediaType): string => `STRUCT(${type} VARCHAR)`;

/** Of a column of the table whose type DuckDB writes so. */
export const mediaTypeOf = (type: string, list: MediaList): ColumnType | undefined =>
  type === structureOf(list.type) ? list.type : undefined;

/** What is selected of a column of files. */
export const selectName = (column: string, type: MediaType): string =>
  `struct_extract(${quoteName(column)}, ${quoteText(type)})`;

const listTable = 'mtl_list';

export async function createMediaTable(
  connection: DuckDBConnection,
  table: string,
  { type, names, labels, arePaths }: MediaList,
): Promise<void> {
  const labelType = typeOfLabels(labels ?? []);
  await connection.run(`create table ${listTable} (name VARCHAR, label ${labelType})`);
  const appender = await connection.createAppender(listTable);
  for (const [index, name] of names.entries()) {
    const label = labels?.[index] ?? null;
    appender.appendVarchar(name);
    if (label === null) appender.appendNull();
    else if (typeof label === 'string') appender.appendVarchar(label);
    else if (labelType === 'BIGINT') appender.appendBigInt(BigInt(label));
    else appender.appendDouble(label);
    appender.endRow();
  }
  appender.closeSync();
  const columns = [
    `struct_pack(${type} := name) as ${type}`,
    ...(labels ? ['label'] : []),
    ...(arePaths ? ['name as file'] : []),
  ];
  await connection.run(`create table ${table} as select ${columns.join(', ')} from ${listTable}`);
  await connection.run(`drop table ${listTable}`);
}

function typeOfLabels(labels: NonNullable<MediaList['labels']>): 'VARCHAR' | 'BIGINT' | 'DOUBLE' {
  if (typeof labels[0] !== 'number') return 'VARCHAR';
  return labels.every(Number.isSafeInteger) ? 'BIGINT' : 'DOUBLE';
}

/** The first name in a column of files of the table that is not on the list. */
export async function findUnlisted(
  connection: DuckDBConnection,
  table: string,
  list: MediaList,
): Promise<Problem | undefined> {
  for (const [name, type] of (await connection.runAndReadAll(`describe ${table}`)).getRows()) {
    if (!mediaTypeOf(String(type), list)) continue;
    const column = selectName(String(name), list.type);
    const found = await connection.runAndReadAll(
      `select distinct ${column} from ${table} where ${column} is not null`,
    );
    const made = found.getRows().find(([word]) => !list.reader.has(String(word)));
    if (made) return notListed(list.reader.files, String(name), String(made[0]));
  }
  return undefined;
}
