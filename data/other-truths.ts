/** Finds columns that were read as truths and hold other words than `true` and `false`, such as `yes` and `no`: their classes are called as the file calls them. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { columnType } from './column-type';
import { quoteName } from './sql';

/** Those of the columns of `table`; `texts` is a select of the same rows with every cell as it is written. */
export async function findOtherTruths(
  connection: DuckDBConnection,
  table: string,
  texts: string,
): Promise<readonly string[]> {
  const described = (await connection.runAndReadAll(`describe ${table}`)).getRows();
  const names = described.flatMap(([name, type]) =>
    columnType(String(type)) === 'boolean' ? [String(name)] : [],
  );
  if (names.length === 0) return [];
  const areOther = names.map(
    (name) => `coalesce(bool_or(lower(${quoteName(name)}) not in ('true', 'false')), false)`,
  );
  const found = await connection.runAndReadAll(`select ${areOther.join(', ')} from (${texts})`);
  return names.filter((_, index) => found.getRows()[0]![index] === true);
}
