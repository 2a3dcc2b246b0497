/** Which of the few kinds of column that training tells apart a DuckDB type is. */
import { DuckDBTypeId } from '@duckdb/node-api';
import type { ColumnType } from '../contract/schema';

export function columnType(type: DuckDBTypeId): ColumnType {
  return kinds.get(type) ?? 'other';
}

const kinds: ReadonlyMap<DuckDBTypeId, ColumnType> = new Map([
  ...[
    DuckDBTypeId.TINYINT,
    DuckDBTypeId.SMALLINT,
    DuckDBTypeId.INTEGER,
    DuckDBTypeId.BIGINT,
    DuckDBTypeId.HUGEINT,
    DuckDBTypeId.UTINYINT,
    DuckDBTypeId.USMALLINT,
    DuckDBTypeId.UINTEGER,
    DuckDBTypeId.UBIGINT,
    DuckDBTypeId.UHUGEINT,
  ].map((id) => [id, 'integer'] as const),
  ...[DuckDBTypeId.FLOAT, DuckDBTypeId.DOUBLE, DuckDBTypeId.DECIMAL].map((id) => [id, 'number'] as const),
  ...[DuckDBTypeId.VARCHAR, DuckDBTypeId.ENUM, DuckDBTypeId.UUID].map((id) => [id, 'text'] as const),
  [DuckDBTypeId.BOOLEAN, 'boolean'] as const,
  ...[
    DuckDBTypeId.DATE,
    DuckDBTypeId.TIME,
    DuckDBTypeId.TIME_TZ,
    DuckDBTypeId.TIMESTAMP,
    DuckDBTypeId.TIMESTAMP_S,
    DuckDBTypeId.TIMESTAMP_MS,
    DuckDBTypeId.TIMESTAMP_NS,
    DuckDBTypeId.TIMESTAMP_TZ,
  ].map((id) => [id, 'time'] as const),
]);
