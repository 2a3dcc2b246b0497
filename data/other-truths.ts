/** Finds columns that were read as truths and hold other words than `true` and `false`, such as `yes` and `no`: their classes are called as the file calls them. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { findColumnsWritten, type Written } from './columns-written';

export const findOtherTruths = (connection: DuckDBConnection, written: Written): Promise<readonly string[]> =>
  findColumnsWritten(connection, written, 'boolean', (cell) => `lower(${cell}) not in ('true', 'false')`);
