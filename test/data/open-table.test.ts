/** What a source and its query open as, and what is said when they do not. */
import { chmodSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { describeProblem } from '../../contract/problem';
import { openTable, type Table } from '../../data/open-table';
import { readColumns } from '../../data/read-columns';
import { temporaryFolder } from '../support/temporary-folder';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** The funnel: opens `source` in a folder of `files` and answers the whole table as text, or the problems. */
async function open(files: Files, source: string | string[], query: string | null = null): Promise<string[]> {
  const directory = temporaryFolder(files);
  const { value: table, problems } = await openTable({ directory, source: [source].flat(), query });
  if (!table)
    return problems.map(
      (problem) => `${problem.code} ${describeProblem(problem).replaceAll(directory, '.')}`,
    );
  onTestFinished(() => table.close());
  return tableText(table);
}

async function tableText(table: Table): Promise<string[]> {
  const { value: columns = [] } = await readColumns(
    table,
    table.columns.map(({ name }) => name),
  );
  const cell = (column: (typeof columns)[number], row: number) =>
    column.kind === 'words' ? column.words[row] : column.missing[row] ? null : column.numbers[row];
  const lines = Array.from({ length: table.rows }, (_, row) =>
    columns.map((column) => cell(column, row)).join(' '),
  );
  return [table.columns.map(({ name, type }) => `${name}:${type}`).join(' '), ...lines];
}

/** A parquet file with the rows of a select, made by DuckDB. */
async function parquet(select: string): Promise<Uint8Array> {
  const file = join(temporaryFolder(), 'made.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${select}) to '${file}' (format parquet)`);
  connection.closeSync();
  return readFileSync(file);
}

describe('reads', () => {
  const small = { 'd.csv': 'a\n1\n2\n' };
  const cases: Record<string, { files: Files; source?: string | string[]; query?: string; rows: string[] }> =
    {
      'comma separated text': {
        files: { 'd.csv': 'a,b\n1,x\n2.5,y\n' },
        rows: ['a:number b:text', '1 x', '2.5 y'],
      },
      'semicolons, quotes and carriage returns': {
        files: { 'd.csv': '"a;1";b\r\n1;"x;""y"""\r\n' },
        rows: ['a;1:integer b:text', '1 x;"y"'],
      },
      'numbers with zeros in front, in some of the files, as they are written': {
        files: { 'a.csv': 'id,n,half\n12,24,0.5\n', 'b.csv': 'id,n,zip\n007,0,"01234"\n' },
        source: '*.csv',
        rows: ['id:text n:integer half:number zip:text', '12 24 0.5 ', '007 0  01234'],
      },
      'truths in other words, which are classes as they are written': {
        files: { 'd.csv': 'is,ok,on\nyes,true,t\nno,FALSE,f\n,,\n' },
        rows: ['is:text ok:boolean on:text', 'yes 1 t', 'no 0 f', '  '],
      },
      'one column and no last line end': { files: { 'd.csv': 'a\n1\n2' }, rows: ['a:integer', '1', '2'] },
      'names of numbers, which are names all the same': {
        files: { 'd.csv': '1,2\n3,4\n' },
        rows: ['1:integer 2:integer', '3 4'],
      },
      'missing cells, however they are written': {
        files: { 'd.csv': 'a,b\n1,x\n,\nnan,NA\nNULL,N/A\n-2e3,z\n' },
        rows: ['a:number b:text', '1 x', ' ', ' ', ' ', '-2000 z'],
      },
      'a number sign, which starts no comment': {
        files: { 'd.csv': 'a,b\n#f00,1\nx,#2\n' },
        rows: ['a:text b:text', '#f00 1', 'x #2'],
      },
      'names with spaces, quotes and other scripts': {
        files: { 'd.csv': 'sepal length,"a ""b""",größe,标签,😀\n1,2,3,4,5\n' },
        rows: ['sepal length:integer a "b":integer größe:integer 标签:integer 😀:integer', '1 2 3 4 5'],
      },
      'names that differ in case or not at all, each made its own': {
        files: { 'd.csv': 'a,A,a\n1,2,3\n' },
        rows: ['a:integer A_1:integer a_2:integer', '1 2 3'],
      },
      'a byte order mark': { files: { 'd.csv': '\uFEFFa,b\n1,2\n' }, rows: ['a:integer b:integer', '1 2'] },
      tabs: { files: { 'd.tsv': 'a,b\tc\n1\t2\n' }, rows: ['a,b:integer c:integer', '1 2'] },
      'integers that are too long for numbers': {
        files: { 'd.csv': 'a,b,c\n1234567890123456781,9007199254740991,1\n1234567890123456782,,2\n' },
        rows: [
          'a:text b:integer c:integer',
          '1234567890123456781 9007199254740991 1',
          '1234567890123456782  2',
        ],
      },
      truths: { files: { 'd.csv': 'a\ntrue\nfalse\n' }, rows: ['a:boolean', '1', '0'] },
      times: { files: { 'd.csv': 'a\n2024-01-02\n' }, rows: ['a:time', '2024-01-02'] },
      'a list of objects': {
        files: { 'd.json': '[{"a": 1, "b": "x"}, {"a": null, "b": "y"}]' },
        source: 'd.json',
        rows: ['a:integer b:text', '1 x', ' y'],
      },
      'an object a line': {
        files: { 'd.jsonl': '{"a": 1.5, "b": true}\n{"b": false, "a": 2}\n' },
        source: 'd.jsonl',
        rows: ['a:number b:boolean', '1.5 1', '2 0'],
      },
      'several files as one table, columns by name, rows in the order of the names': {
        files: { 'f/2.csv': 'b,a\nx,3\n', 'f/1.csv': 'a,b\n1,y\n2,z\n', 'f/10.csv': 'a\n9\n' },
        source: 'f/*.csv',
        rows: ['a:integer b:text', '1 y', '2 z', '9 ', '3 x'],
      },
      'files of folders at any depth': {
        files: { 'f/a/1.csv': 'a\n1\n', 'f/b/c/2.csv': 'a\n2\n', 'f/.hidden/3.csv': 'a\n3\n', 'f/4.txt': '' },
        source: 'f/**/*.csv',
        rows: ['a:integer', '1', '2'],
      },
      'a list in its order': {
        files: { '1.csv': 'a\n1\n', '2.csv': 'a\n2\n' },
        source: ['2.csv', '1.csv'],
        rows: ['a:integer', '2', '1'],
      },
      'a file whose name looks like a pattern': {
        files: { 'd[1]{x}.csv': 'a\n1\n', 'd1.csv': 'a\n2\n' },
        source: 'd[1]{x}.csv',
        rows: ['a:integer', '1'],
      },
      'a name with an apostrophe': {
        files: { "o'd.csv": 'a\n1\n' },
        source: "o'd.csv",
        rows: ['a:integer', '1'],
      },
      'the rows of a query, in its order': {
        files: { 'd.csv': 'a,b\n1,x\n2,y\n3,z\n' },
        query: 'select a * 10 as "A b", row_number() over () as row from source where b <> \'y\' -- kept\n;',
        rows: ['A b:integer row:integer', '10 1', '30 2'],
      },
      'random numbers of a query, the same each time': {
        files: { 'd.csv': 'a\n1\n' },
        query:
          '/* seeded */ with r as (select round(random() * 1e6) as r from source) select r > 0 as positive from r',
        rows: ['positive:boolean', '1'],
      },
    };
  test.each(Object.entries(cases))(
    '%s',
    async (_, { files, source = Object.keys(files)[0]!, query, rows }) => {
      expect(await open(files, source, query ?? null)).toEqual(rows);
    },
  );

  test('a column whose first thousands of rows mislead about its type', async () => {
    const cells = Array.from({ length: 50_000 }, (_, row) => (row === 49_000 ? 'word' : String(row)));
    const rows = await open({ 'd.csv': `a,b\n${cells.map((cell) => `${cell},1`).join('\n')}\n` }, 'd.csv');
    expect(rows[0]).toBe('a:text b:integer');
    expect(rows[49_001]).toBe('word 1');
    expect(rows).toHaveLength(50_001);
  });

  test('parquet with many types', async () => {
    const made = await parquet(
      `select i::tinyint as i8, i::ubigint as big, (i / 4)::decimal(9, 2) as money, (i / 3)::float as f, i = 1 as t,
        'w' || i as word, date '2024-01-01' as day, [i, i] as list from range(3) r(i)`,
    );
    expect(await open({ 'd.parquet': made }, 'd.parquet')).toEqual([
      'i8:integer big:integer money:number f:number t:boolean word:text day:time list:other',
      '0 0 0 0 0 w0 2024-01-01 [0, 0]',
      `1 1 0.25 ${Math.fround(1 / 3)} 1 w1 2024-01-01 [1, 1]`,
      `2 2 0.5 ${Math.fround(2 / 3)} 0 w2 2024-01-01 [2, 2]`,
    ]);
  });

  test('the order of a file that several threads read', async () => {
    const rows = await open(
      { 'd.csv': `a\n${Array.from({ length: 300_000 }, (_, row) => row).join('\n')}\n` },
      'd.csv',
    );
    expect(rows.slice(1).every((cell, row) => cell === String(row))).toBe(true);
  });

  test('the same random numbers in every query', async () => {
    const query = 'select random() as r from source';
    const [first, second] = [await open(small, 'd.csv', query), await open(small, 'd.csv', query)];
    expect(first).toEqual(second);
  });
});

describe('reports', () => {
  const good: Files = { 'd.csv': 'a,b\n1,x\n2,y\n' };
  const cases: Record<string, { files?: Files; source?: string | string[]; query?: string; says: RegExp }> = {
    'a missing file': {
      source: 'nowhere/x.csv',
      says: /^MTL6001 .*\.\/nowhere\/x\.csv does not exist.*Put the file/,
    },
    'a mistyped file': { source: 'D.CVS', says: /^MTL6001 .*Did you mean “d\.csv”/ },
    'a pattern without match': { source: '*.tsv', says: /^MTL6002 No file matches “\*\.tsv” in \.\./ },
    'an empty file': { files: { 'd.csv': '' }, says: /^MTL6003 .*\.\/d\.csv is empty/ },
    'a folder': { source: '.', says: /^MTL6004 \. is not a file.*folder\/\*\.csv/ },
    'another kind of file': {
      files: { 'd.xlsx': 'PK' },
      source: 'd.xlsx',
      says: /^MTL6005 .*\.csv, \.tsv, \.json/,
    },
    'files of two kinds': {
      files: { ...good, 'e.json': '[]' },
      source: ['d.csv', 'e.json'],
      says: /^MTL6006 .*csv, json/,
    },
    'names without rows': { files: { 'd.csv': 'a,b\n' }, says: /^MTL6008 .*no rows/ },
    'a row of another length': {
      files: { 'd.csv': 'a,b\n1,2\n1,2,3\n' },
      says: /^MTL6023 .*Line 3 has more cells than the first line has names: 2\./,
    },
    'a row that is cut off': {
      files: { 'd.csv': 'a,b,c\n1,2,3\n1,2' },
      says: /^MTL6026 .*Line 3 has fewer cells \(2\) than the first line has names \(3\)\./,
    },
    'a quote that never ends': {
      files: { 'd.csv': 'a,b\n1,2\n3,"x\n4,5\n' },
      says: /^MTL6025 .*line 3 is not closed/,
    },
    'bytes that are no text': {
      files: { 'd.csv': new Uint8Array(4096).map((_, i) => (i * 197 + 131) % 256) },
      says: /^MTL6021 /,
    },
    'latin text': { files: { 'd.csv': Buffer.from('größe\ngrün\n', 'latin1') }, says: /^MTL6024 .*UTF-8/ },
    'JSON that is cut off': { files: { 'd.json': '{"a": 1}\n{"a":' }, source: 'd.json', says: /^MTL6007 / },
    'noise without zero bytes': {
      files: { 'd.csv': new Uint8Array(4096).map((_, i) => ((i * 197) % 255) + 1) },
      says: /^MTL6007 /,
    },
    'text of two bytes a letter': {
      files: { 'd.csv': Buffer.from('a\n1\n', 'utf16le') },
      says: /^MTL6021 .*UTF-8/,
    },
    'a parquet file that is none': {
      files: { 'd.parquet': 'PAR1 no' },
      source: 'd.parquet',
      says: /^MTL6007 /,
    },
    'a query with an unknown column': {
      query: 'select *\nfrom source\nwhere c = 1',
      says: /^MTL6009 .*"c" not found.*\(line 3 of the query\)/,
    },
    'a query that is no SQL': {
      query: 'selekt 1',
      says: /^MTL6009 The query|^MTL6009 .*syntax error.*line 1/,
    },
    'a query that fails on a row': {
      query: 'select b::integer as b from source',
      says: /^MTL6009 .*Could not convert string 'x'/,
    },
    'an empty query': { query: ' -- nothing\n', says: /^MTL6010 / },
    'two statements': { query: 'select 1; select 2', says: /^MTL6010 / },
    'a question mark': { query: 'select ? from source', says: /^MTL6010 / },
    'a query that keeps nothing': {
      query: 'select * from source where a > 5',
      says: /^MTL6011 .*none of the 2 rows/,
    },
  };
  test.each(Object.entries(cases))('%s', async (_, { files = good, source = 'd.csv', query, says }) => {
    const [problem, ...others] = await open(files, source, query ?? null);
    expect(problem).toMatch(says);
    expect(others).toEqual([]);
  });
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
  const directory = temporaryFolder({ 'd.csv': 'a\n1\n' });
  chmodSync(join(directory, 'd.csv'), 0);
  const { problems } = await openTable({ directory, source: ['d.csv'], query: null });
  expect(problems).toMatchObject([{ code: 'MTL6027' }]);
});

test('real files: twenty men and two thousand numerals', async () => {
  const directory = resolve('../shared/data');
  const { value: men } = await openTable({ directory, source: ['linnerud.csv'], query: null });
  onTestFinished(() => men?.close());
  expect((await tableText(men!)).slice(0, 2)).toEqual([
    'chins:integer situps:integer jumps:integer weight:integer waist:integer pulse:integer',
    '5 162 60 191 36 50',
  ]);
  const { value: numerals } = await openTable({ directory, source: ['mfeat.csv'], query: null });
  onTestFinished(() => numerals?.close());
  expect([numerals?.rows, numerals?.columns.length]).toEqual([2000, 650]);
});
