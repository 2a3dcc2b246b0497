/** Opens what a `data` declaration names as one table: its files, and the query over them. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Outcome, Problem } from '../contract/problem';
import type { ColumnType, SourceRequest } from '../contract/schema';
import { listMedia } from './media/list-media';
import type { MediaList } from './media/media-list';
import type { MediaReader } from './media/media-reader';
import { createMediaTable, findUnlisted, mediaTypeOf } from './media/media-table';
import { attempt, reasonOf } from './attempt';
import { columnType } from './column-type';
import { openDatabase, type Room } from './open-database';
import { findPadded, mayHoldPadded } from './leading-zeros';
import { findOtherTruths } from './other-truths';
import { noRows, notOneSelect, queryFails, queryWithoutRows } from './problems';
import { escapePattern, readingOf, type Reading } from './read-files';
import { readFault, roomFault } from './read-fault';
import { resolveFiles, type SourceFiles, type TableFiles } from './resolve-files';
import type { SourceFile } from './source-file';
import { quoteName, quoteText } from './sql';

/**
 * Rows in the order of the files. Those of Parquet files stay there and are read as often as they are asked for; all others lie in the
 * engine's memory, or in its scratch folder where they do not fit. Must be closed.
 */
export interface Table {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** The same files as they were when the table was opened. */
  readonly sources: readonly SourceFile[];
  /** At least 1. */
  readonly rows: number;
  /** In the order of the files or the query, names exactly as there. */
  readonly columns: readonly TableColumn[];
  /** Opens what columns of files name; absent where the table has none. */
  readonly media?: MediaReader;
  readonly connection: DuckDBConnection;
  /** Whether whoever waits for the rows has given up. */
  isStopped(): boolean;
  close(): void;
}

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether it holds floating-point numbers of four bytes. */
  readonly isSingle: boolean;
}

/** The table of an open `Table` inside its database. */
export const rowsTable = 'rows';
/** What a query selects from. */
const sourceTable = 'source';

/** The caller closes the table. Reports everything that can be wrong with the files and the query; never throws. */
export async function openTable(request: SourceRequest, room: Room = {}): Promise<Outcome<Table>> {
  const resolved = await resolveFiles(request);
  if (!resolved.value) return { problems: resolved.problems };
  return openFiles(resolved.value, request.query, room);
}

/** As `openTable`, for files that were found before. */
export async function openFiles(
  source: SourceFiles,
  query: string | null,
  room: Room,
): Promise<Outcome<Table>> {
  const files = placesOf(source);
  const listed = isTable(source) ? undefined : await listMedia(source);
  if (listed && !listed.value) return { problems: listed.problems };
  const list = listed?.value;
  const opened = await openDatabase(room);
  if (!opened.value) return { problems: opened.problems };
  const { connection, close } = opened.value;
  const fail = (problem: Problem): Outcome<Table> => {
    close();
    return { problems: [problem] };
  };
  try {
    const table = query === null ? rowsTable : sourceTable;
    const problem =
      (isTable(source)
        ? await readFiles(connection, source, table)
        : await writeList(connection, list!, table)) ??
      (query === null ? undefined : await runQuery(connection, files, query, list));
    if (problem) return fail(problem);
    return {
      value: {
        files,
        sources: source.files,
        rows: await countRows(connection, rowsTable),
        columns: await describeColumns(connection, list),
        ...(list ? { media: list.reader } : {}),
        connection,
        isStopped: room.isStopped ?? (() => false),
        close,
      },
      problems: [],
    };
  } catch (error) {
    // Between two statements whoever waits may give up, or memory run out.
    return fail(await readFault(source.files, reasonOf(error)));
  }
}

const isTable = (source: SourceFiles): source is TableFiles =>
  !('folders' in source) && source.kind !== 'idx';

/** What the rows come from, as people call it. */
const placesOf = (source: SourceFiles): readonly string[] =>
  'folders' in source ? source.folders : source.files.map(({ path }) => path);

async function describeColumns(
  connection: DuckDBConnection,
  list: MediaList | undefined,
): Promise<TableColumn[]> {
  const described = (await connection.runAndReadAll(`describe ${rowsTable}`))
    .getRows()
    .map(([name, type]): TableColumn => ({
      name: String(name),
      type: (list && mediaTypeOf(String(type), list)) ?? columnType(String(type)),
      isSingle: type === 'FLOAT',
    }));
  const long = await findLongIntegers(connection, described);
  return described.map((column) => (long.has(column) ? { ...column, type: 'text' } : column));
}

/** Integers of so many digits that numbers of eight bytes take several for the same; whoever writes them means names. */
async function findLongIntegers(
  connection: DuckDBConnection,
  columns: readonly TableColumn[],
): Promise<ReadonlySet<TableColumn>> {
  const integers = columns.filter(({ type }) => type === 'integer');
  if (integers.length === 0) return new Set();
  const most = `${Number.MAX_SAFE_INTEGER}::hugeint`;
  const areLong = integers.map(({ name }) => {
    const column = quoteName(name);
    return `coalesce(max(${column}) > ${most} or min(${column}) < -${most}, false)`;
  });
  const found = await connection.runAndReadAll(`select ${areLong.join(', ')} from ${rowsTable}`);
  return new Set(integers.filter((_, index) => found.getRows()[0]![index] === true));
}

/** Locks the database down to the files before it reads them, so that nothing in them or in the query can open it again. */
async function readFiles(
  connection: DuckDBConnection,
  source: TableFiles,
  table: string,
): Promise<Problem | undefined> {
  const files = source.files.map((file) => file.path);
  const allowed = [...files, ...files.map(escapePattern)];
  await connection.run(`set allowed_paths = [${allowed.map(quoteText).join(', ')}]`);
  await connection.run('set enable_external_access = false');
  const { value: reading, problems } = await readingOf(source);
  if (!reading) return problems[0];
  // The engine reads in threads of its own meanwhile.
  const isPadded = reading.asTexts !== undefined && mayHoldPadded(files);
  const failure = await createTable(connection, table, reading);
  if (failure !== undefined) return readFault(source.files, failure);
  const lost = await keepTexts(connection, table, reading, await isPadded);
  if (lost !== undefined) return readFault(source.files, lost);
  if (!reading.staysInFiles) await unwrapJson(connection, table);
  return (await countRows(connection, table)) === 0 ? noRows(files) : undefined;
}

/** What the files hold is no business of the database. */
async function writeList(
  connection: DuckDBConnection,
  list: MediaList,
  table: string,
): Promise<Problem | undefined> {
  await connection.run('set enable_external_access = false');
  await createMediaTable(connection, table, list);
  return undefined;
}

/** Columns of padded numbers, where there may be some, and of truths in other words become texts. Answers why they cannot, if so. */
async function keepTexts(
  connection: DuckDBConnection,
  table: string,
  reading: Reading,
  isPadded: boolean,
): Promise<string | undefined> {
  const { asTexts, withTexts } = reading;
  if (asTexts === undefined || !withTexts) return undefined;
  const written = { table, texts: asTexts };
  const padded = isPadded ? await findPadded(connection, written) : [];
  const texts = [...padded, ...(await findOtherTruths(connection, written))];
  if (texts.length === 0) return undefined;
  await connection.run(`drop table ${table}`);
  return createTable(connection, table, { ...reading, ...withTexts(texts) });
}

/** A column of several kinds of values holds JSON, in which texts have quotes around them; they become the texts themselves. */
async function unwrapJson(connection: DuckDBConnection, table: string): Promise<void> {
  for (const [name, type] of (await connection.runAndReadAll(`describe ${table}`)).getRows()) {
    if (type !== 'JSON') continue;
    const column = quoteName(String(name));
    await connection.run(`alter table ${table} alter ${column} type varchar using ${column} ->> '$'`);
  }
}

/** Answers why it fails, if it does. */
async function createTable(
  connection: DuckDBConnection,
  table: string,
  { fromSample, fromAllRows, toFindFault, staysInFiles }: Reading,
): Promise<string | undefined> {
  const kind = staysInFiles ? 'view' : 'table';
  const create = (select: string) => attempt(() => connection.run(`create ${kind} ${table} as ${select}`));
  const first = await create(fromSample);
  if (first === undefined || roomFault([], first)) return first;
  // A cell far below the sample can contradict the types guessed from it; then all cells are looked at.
  const failure = await create(fromAllRows);
  if (failure === undefined || toFindFault === undefined) return failure;
  return (await attempt(() => connection.run(`select count(*) from (${toFindFault})`))) ?? failure;
}

/**
 * Makes the rows of the query from the table `source`. It runs on one thread, with the random numbers of SQL seeded, because
 * the same plan must give the same rows in the same order each time.
 */
async function runQuery(
  connection: DuckDBConnection,
  files: readonly string[],
  query: string,
  list: MediaList | undefined,
): Promise<Problem | undefined> {
  await connection.run('set threads = 1');
  await connection.run('select setseed(0.5)');
  await connection.run('set lock_configuration = true');
  let selects = false;
  // DuckDB's binding fails on a text without any statement instead of counting none.
  if (query.replace(/--.*|\/\*[^]*?\*\//g, '').trim() === '') return notOneSelect(files);
  const { StatementType } = await import('@duckdb/node-api');
  const misread = await attempt(async () => {
    const statements = await connection.extractStatements(query);
    if (statements.count !== 1) return;
    const statement = await statements.prepare(0);
    selects = statement.statementType === StatementType.SELECT && statement.parameterCount === 0;
    statement.destroySync();
  });
  if (misread !== undefined) return queryFails(files, misread);
  if (!selects) return notOneSelect(files);

  const failure = await attempt(() => connection.run(`create table ${rowsTable} as ${query}`));
  if (failure !== undefined) return roomFault(files, failure) ?? queryFails(files, failure);
  if ((await countRows(connection, rowsTable)) === 0) {
    return queryWithoutRows(files, await countRows(connection, sourceTable));
  }
  // Of a source that stays in its files nothing is held.
  await attempt(() => connection.run(`drop table ${sourceTable}`));
  return list && findUnlisted(connection, rowsTable, list);
}

async function countRows(connection: DuckDBConnection, table: string): Promise<number> {
  const result = await connection.runAndReadAll(`select count(*)::double from ${table}`);
  return Number(result.getRows()[0]![0]);
}
