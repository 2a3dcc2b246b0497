/** What is known of a table: checked against small tables that can be counted by eye, and against real files. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Column, TableSchema } from '../../contract/schema';
import { readSchema } from '../../data/read-schema';
import { temporaryFolder } from '../support/temporary-folder';

async function schemaOf(csv: string, query: string | null = null): Promise<TableSchema> {
  const answer = await readSchema({ directory: temporaryFolder({ 'd.csv': csv }), source: ['d.csv'], query });
  if (answer.state !== 'known') throw new Error(JSON.stringify(answer));
  return answer.schema;
}

test.each<[string, string[], Omit<Column, 'name'>]>([
  [
    'integers',
    ['10', '9', '', '9'],
    { type: 'integer', missing: 1, distinct: 2, min: 9, max: 10, values: [9, 10] },
  ],
  [
    'numbers',
    ['-1.5', 'nan', '2', '1e3'],
    { type: 'number', missing: 1, distinct: 3, min: -1.5, max: 1000, values: [-1.5, 2, 1000] },
  ],
  [
    'infinite numbers',
    ['1', 'inf', '-inf'],
    { type: 'number', missing: 0, distinct: 3, min: 1, max: 1, values: [1], infiniteRow: 2 },
  ],
  [
    'numbers that four bytes cannot hold',
    ['3.4e38', '1e39'],
    {
      type: 'number',
      missing: 0,
      distinct: 2,
      min: 3.4e38,
      max: 3.4e38,
      values: [3.4e38, 1e39],
      infiniteRow: 2,
    },
  ],
  [
    'texts by code unit',
    ['b', 'B', 'ä', 'a', '', '10', '9'],
    {
      type: 'text',
      missing: 1,
      distinct: 6,
      values: ['10', '9', 'B', 'a', 'b', 'ä'],
      word: { row: 1, text: 'b' },
    },
  ],
  [
    'truths',
    ['true', 'false', 'true'],
    { type: 'boolean', missing: 0, distinct: 2, values: ['false', 'true'] },
  ],
  [
    'times',
    ['2024-02-01', '2024-01-01'],
    {
      type: 'time',
      missing: 0,
      distinct: 2,
      values: ['2024-01-01', '2024-02-01'],
      word: { row: 1, text: '2024-02-01' },
    },
  ],
  [
    'numbers and one word',
    ['', '2', 'oops', '1'],
    { type: 'text', missing: 1, distinct: 3, values: ['1', '2', 'oops'], word: { row: 3, text: 'oops' } },
  ],
  ['nothing', ['', ''], { type: 'text', missing: 2, distinct: 0, values: [] }],
])('a column of %s', async (_, cells, column) => {
  const schema = await schemaOf(`a,b\n${cells.map((cell) => `${cell},1`).join('\n')}\n`);
  expect(schema.rows).toBe(cells.length);
  expect(schema.columns[0]).toEqual({ name: 'a', ...column });
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});

test.each([
  [1000, 1000, 0],
  [1001, 1001, 0.05],
  [9000, 9000, 0.05],
  [200_000, 200_000, 0.05],
])('%i different values', async (count, distinct, tolerance) => {
  const { columns } = await schemaOf(`a\n${Array.from({ length: count }, (_, row) => row * 7).join('\n')}\n`);
  expect(Math.abs(columns[0]!.distinct - distinct)).toBeLessThanOrEqual(tolerance * distinct);
  expect(columns[0]!.values?.length).toBe(count > 1000 ? undefined : count);
  expect(columns[0]).toMatchObject({ min: 0, max: (count - 1) * 7 });
});

test('columns of a query', async () => {
  const schema = await schemaOf('a\n1\n2\n3\n', "select a > 1 as big, 'x' as word from source where a < 3");
  expect(schema.rows).toBe(2);
  expect(schema.columns.map(({ name, type }) => `${name} ${type}`)).toEqual(['big boolean', 'word text']);
});

test('real numerals: labels, the six views, nothing missing', async () => {
  const directory = resolve('../shared/data');
  const answer = await readSchema({ directory, source: ['mfeat.csv'], query: null });
  if (answer.state !== 'known') throw new Error(JSON.stringify(answer));
  const { rows, columns, files } = answer.schema;
  expect([rows, columns.length, files]).toEqual([2000, 650, [resolve(directory, 'mfeat.csv')]]);
  expect(columns[0]).toEqual({
    name: 'label',
    type: 'integer',
    missing: 0,
    distinct: 10,
    min: 0,
    max: 9,
    values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  });
  const views = new Map<string, number>();
  for (const { name } of columns.slice(1)) {
    const view = name.replace(/\d+$/, '');
    views.set(view, (views.get(view) ?? 0) + 1);
  }
  expect([...views].map(([view, count]) => `${view} ${count}`)).toEqual([
    'pix 240',
    'fac 216',
    'fou 76',
    'kar 64',
    'zer 47',
    'mor 6',
  ]);
  expect(
    columns.every(({ missing, type }) => missing === 0 && (type === 'integer' || type === 'number')),
  ).toBe(true);
});

test('what is wrong is the answer', async () => {
  const answer = await readSchema({ directory: temporaryFolder(), source: ['d.csv'], query: null });
  expect(answer).toMatchObject({ state: 'failed', problem: { code: 'MTL6001', severity: 'error' } });
});
