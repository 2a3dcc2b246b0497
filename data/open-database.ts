/** Opens an empty DuckDB database in memory that fetches nothing and leaves no file behind. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Outcome } from '../contract/problem';
import { reasonOf } from './attempt';
import { databaseMissing } from './problems';

export interface Database {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** The engine is native code, loaded when it is first needed: where it cannot be, only reading data fails. */
export async function openDatabase(): Promise<Outcome<Database>> {
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:', {
      autoload_known_extensions: 'false',
      autoinstall_known_extensions: 'false',
      allow_community_extensions: 'false',
      preserve_insertion_order: 'true',
      temp_directory: '',
    });
    const connection = await instance.connect();
    const close = () => {
      connection.closeSync();
      instance.closeSync();
    };
    return { value: { connection, close }, problems: [] };
  } catch (error) {
    return { problems: [databaseMissing(reasonOf(error))] };
  }
}
