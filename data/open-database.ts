/** Opens an empty DuckDB database that fetches nothing, holds so much in memory and no more, and leaves no file behind. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Outcome } from '../contract/problem';
import { reasonOf } from './attempt';
import { memoryBudget } from './memory-budget';
import { databaseMissing } from './problems';

export interface Database {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** What reading may take of the machine. */
export interface Room {
  /** For all that is done with the rows, in bytes; the engine gets a quarter of it. */
  readonly memory?: number;
  /** Folder for rows that do not fit; the system's folder for such files by default. */
  readonly scratch?: string;
  /** Asked now and then whether whoever waits for the rows has given up. */
  readonly isStopped?: () => boolean;
}

/** Milliseconds between two such questions. */
const patience = 100;

/** With less the engine cannot read a wide file. */
const leastMemory = 2 ** 27;
/** Each thread holds rows of its own, and more bring little: one thread reads faster than rows are encoded. */
const mostThreads = 4;

/** The engine is native code, loaded when it is first needed: where it cannot be, only reading data fails. */
export async function openDatabase({
  memory = memoryBudget(),
  scratch = tmpdir(),
  isStopped = () => false,
}: Room = {}): Promise<Outcome<Database>> {
  // Made by the engine when it first needs it.
  const folder = join(scratch, `mtl-rows-${randomUUID()}`);
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:', {
      autoload_known_extensions: 'false',
      autoinstall_known_extensions: 'false',
      allow_community_extensions: 'false',
      preserve_insertion_order: 'true',
      memory_limit: `${Math.max(Math.floor(memory / 4), leastMemory)}B`,
      threads: String(Math.min(availableParallelism(), mostThreads)),
      temp_directory: folder,
    });
    const connection = await instance.connect();
    const watch = setInterval(() => {
      if (isStopped()) connection.interrupt();
    }, patience);
    const close = () => {
      clearInterval(watch);
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    };
    return { value: { connection, close }, problems: [] };
  } catch (error) {
    return { problems: [databaseMissing(reasonOf(error))] };
  }
}
