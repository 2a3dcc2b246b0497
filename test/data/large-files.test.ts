/** Files that are read as they lie, and memory that runs out: what is whole is read, what is not is said. */
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { describeProblem, type Problem } from '../../contract/problem';
import { memoryBudget, memoryText, parseMemory } from '../../data/memory-budget';
import { openTable, type Table } from '../../data/open-table';
import { readColumns } from '../../data/read-columns';
import { readSchema } from '../../data/read-schema';
import { roomFault } from '../../data/read-fault';
import { temporaryFolder } from '../support/temporary-folder';

const rows = 300_000;

/** A file of three row groups with numbers of four bytes, whole numbers with gaps, and words. */
async function makeParquet(): Promise<string> {
  const file = join(temporaryFolder(), 'd.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = `(i / 8)::float as f, case when i % 10 = 3 then null else i end as n, 'w' || (i % 7) as w`;
  await connection.run(
    `copy (select ${columns} from range(${rows}) t(i)) to '${file}' (format parquet, compression uncompressed)`,
  );
  connection.closeSync();
  instance.closeSync();
  return file;
}

async function open(file: string): Promise<Table> {
  const { value, problems } = await openTable({ directory: '/', source: [file], query: null });
  if (!value) throw new Error(said(problems));
  onTestFinished(() => value.close());
  return value;
}

const said = (problems: readonly Problem[]) =>
  problems.map((problem) => `${problem.code} ${describeProblem(problem)}`).join('\n');

const read = async (table: Table) => said((await readColumns(table, ['f', 'n', 'w'])).problems);

describe('a Parquet file', () => {
  test('is read where it lies, every row in its order', async () => {
    const table = await open(await makeParquet());
    expect(table.rows).toBe(rows);
    for (let time = 0; time < 2; time++) {
      const [f, n, w] = (await readColumns(table, ['f', 'n', 'w'])).value!;
      if (f!.kind !== 'numbers' || n!.kind !== 'numbers' || w!.kind !== 'words')
        throw new Error('of other kinds');
      for (let row = 0; row < rows; row += 997) {
        expect([f!.numbers[row], f!.missing[row]]).toEqual([Math.fround(row / 8), 0]);
        expect([n!.numbers[row], n!.missing[row]]).toEqual(row % 10 === 3 ? [0, 1] : [row, 0]);
        expect(w!.words[row]).toBe(`w${row % 7}`);
      }
    }
  });

  test('that is damaged in its middle is a problem when the damage is reached', async () => {
    const file = await makeParquet();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4, Math.floor(bytes.length * 0.7));
    writeFileSync(file, bytes);
    expect(await read(await open(file))).toMatch(/^MTL6007 .*d\.parquet: The data cannot be read: /);
    const answer = await readSchema({ directory: '/', source: [file], query: null });
    expect(answer).toMatchObject({ state: 'failed', problem: { code: 'MTL6007' } });
  });

  test('that is written to or removed while it is read is a problem that says so', async () => {
    const file = await makeParquet();
    const table = await open(file);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    utimesSync(file, 1, 1);
    expect(await read(table)).toMatch(/^MTL6028 The data file .*d\.parquet changed while it was read/);
    rmSync(file);
    expect(await read(table)).toMatch(/^MTL6001 /);
  });
});

test('a query that needs more memory than it may take goes on in the scratch folder, and leaves nothing there', async () => {
  const scratch = temporaryFolder();
  let largest = 0;
  const watch = setInterval(() => {
    const files = readdirSync(scratch, { recursive: true, encoding: 'utf8' });
    const sizes = files.map((file) => statSync(join(scratch, file), { throwIfNoEntry: false })?.size ?? 0);
    largest = Math.max(largest, ...sizes);
  }, 20);
  const { value: table, problems } = await openTable(
    {
      directory: temporaryFolder({ 'd.csv': 'a\n1\n' }),
      source: ['d.csv'],
      query: 'select a, r, hash(r) as h, hash(r + 1) as k from source, range(6000000) t(r)',
    },
    { memory: 1, scratch },
  );
  clearInterval(watch);
  expect(said(problems)).toBe('');
  expect(table!.rows).toBe(6_000_000);
  expect(largest).toBeGreaterThan(2 ** 20);
  table!.close();
  expect(readdirSync(scratch)).toEqual([]);
});

test.each([
  ['Out of Memory Error: failed to allocate data of size 32.0 MiB (100.0 MiB/100.0 MiB used)', 'MTL6029'],
  ['IO Error: Could not write file "x": No space left on device', 'MTL6030'],
  ['Out of Memory Error: failed to offload data block (max_temp_directory_size …)', 'MTL6030'],
  ['Conversion Error: Could not convert string', undefined],
])('room that runs out is told apart from faults of the data: %s', (reason, code) => {
  expect(roomFault(['d.csv'], reason)?.code).toBe(code);
});

describe('amounts of memory', () => {
  test.each<[string, number | undefined]>([
    ['2GB', 2 * 2 ** 30],
    ['600 MB', 600 * 2 ** 20],
    ['1.5gib', 1.5 * 2 ** 30],
    ['64kB', 2 ** 16],
    ['2', undefined],
    ['much', undefined],
    ['-1GB', undefined],
    ['', undefined],
  ])('%j', (amount, bytes) => expect(parseMemory(amount)).toBe(bytes));

  test('are taken from the environment', () => expect(memoryBudget({ MTL_MEMORY: '2GB' })).toBe(2 ** 31));

  test.each([
    [100, '0.1 KB'],
    [1536, '1.5 KB'],
    [10 * 2 ** 20, '10 MB'],
    [10.7 * 2 ** 30, '11 GB'],
  ])('%d bytes are shown as %s', (bytes, shown) => expect(memoryText(bytes)).toBe(shown));

  test('by default half of what is free', () => {
    expect(memoryBudget({})).toBeGreaterThan(2 ** 26);
    expect(memoryBudget({ MTL_MEMORY: 'much' })).toBeGreaterThan(2 ** 26);
  });
});
