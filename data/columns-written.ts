/** Finds columns by how their cells are written in the file, which types that were guessed do not tell. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnType } from '../contract/schema';
import { columnType } from './column-type';
import { quoteName } from './sql';

/** `texts` is a select of the same rows as those of `table` with every cell as it is written, of which `condition` makes a truth in SQL. */
export interface Written {
  readonly table: string;
  readonly texts: string;
}

/** Those of the columns of a type that have a cell for which the condition holds. */
export async function findColumnsWritten(
  connection: DuckDBConnection,
  { table, texts }: Written,
  type: ColumnType,
  condition: (cell: string) => string,
): Promise<readonly string[]> {
  const described = (await connection.runAndReadAll(`describe ${table}`)).getRows();
  const names = described.flatMap(([name, is]) => (columnType(String(is)) === type ? [String(name)] : []));
  if (names.length === 0) return [];
  const hold = names.map((name) => `coalesce(bool_or(${condition(quoteName(name))}), false)`);
  const found = await connection.runAndReadAll(`select ${hold.join(', ')} from (${texts})`);
  return names.filter((_, index) => found.getRows()[0]![index] === true);
}
