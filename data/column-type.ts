/** Which of the few kinds of column that training tells apart a DuckDB type is. */
import type { ColumnType } from '../contract/schema';

/** `name` is the type as DuckDB writes it: `BIGINT`, `DECIMAL(9,2)`, `ENUM('a', 'b')`, `INTEGER[]`. */
export function columnType(name: string): ColumnType {
  return kinds.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
}

const kinds: readonly (readonly [ColumnType, RegExp])[] = [
  ['integer', /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/],
  ['number', /^(FLOAT|DOUBLE|DECIMAL\([\d, ]+\))$/],
  ['text', /^(VARCHAR|UUID|ENUM\((?:'(?:[^']|'')*'(?:, )?)*\))$/],
  ['boolean', /^BOOLEAN$/],
  ['time', /^(DATE|TIME|TIMESTAMP)(_S|_MS|_NS| WITH TIME ZONE)?$/],
];
