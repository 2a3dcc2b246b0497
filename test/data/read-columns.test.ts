/** Columns in memory: what is read, and what is said about cells that cannot be used. */
import { expect, test } from 'vitest';
import { describeProblem } from '../../contract/problem';
import { openTable } from '../../data/open-table';
import { numbersOf } from '../../data/encode/numbers-of';
import type { ColumnValues } from '../../data/column-values';
import { readColumns } from '../../data/read-columns';
import { temporaryFolder } from '../support/temporary-folder';

async function read(csv: string, names: readonly string[]): Promise<readonly ColumnValues[] | string[]> {
  const { value: table } = await openTable({
    directory: temporaryFolder({ 'd.csv': csv }),
    source: ['d.csv'],
    query: null,
  });
  const { value, problems } = await readColumns(table!, names);
  table!.close();
  return value ?? problems.map((problem) => `${problem.code} ${describeProblem(problem)}`);
}

test('columns come in the order asked for, each as often as asked for', async () => {
  const columns = await read('a,b c,d\n1,x,true\n,,\n2.5,y,false\n', ['d', 'b c', 'a', 'a']);
  expect(columns).toMatchObject([
    {
      kind: 'numbers',
      name: 'd',
      boolean: true,
      numbers: Float64Array.of(1, 0, 0),
      missing: Uint8Array.of(0, 1, 0),
    },
    { kind: 'words', name: 'b c', words: ['x', null, 'y'] },
    {
      kind: 'numbers',
      name: 'a',
      boolean: false,
      numbers: Float64Array.of(1, 0, 2.5),
      missing: Uint8Array.of(0, 1, 0),
    },
    { name: 'a' },
  ]);
});

test('every unknown name is a problem of its own, letters count as small or capital', async () => {
  const problems = await read('label,size\n1,2\n', ['lable', 'size', 'SIZE', 'colour']);
  expect(problems).toEqual([
    expect.stringMatching(/^MTL6012 .*d\.csv: The data has no column “lable”\. Did you mean “label”\?/),
    expect.stringMatching(/^MTL6012 .*“SIZE”\. Did you mean “size”\?/),
    expect.stringMatching(/^MTL6012 .*“colour”\. Name one of its columns/),
  ]);
});

test('columns longer than a chunk', async () => {
  const rows = 10_000;
  const csv = `a,b\n${Array.from({ length: rows }, (_, row) => `${row / 8},w${row}`).join('\n')}\n`;
  const [numbers, words] = await read(csv, ['a', 'b']);
  expect(numbers).toMatchObject({ numbers: Float64Array.from({ length: rows }, (_, row) => row / 8) });
  expect(words).toMatchObject({ words: Array.from({ length: rows }, (_, row) => `w${row}`) });
});

test.each<[string, string[], RegExp]>([
  ['numbers', ['1', '-2.5', '3e2'], /^1 -2\.5 300$/],
  ['truths', ['true', 'false'], /^1 0$/],
  ['numbers in quotes', ['"1"', '" 2 "'], /^1 2$/],
  [
    'a word',
    ['1', '2', 'three'],
    /^MTL6013 .*Column “a” needs numbers, but row 3 holds “three”\..*another column/,
  ],
  ['a long word', ['x'.repeat(1000)], /holds “x{39}…”/],
  ['a time', ['2024-01-01'], /^MTL6013 .*row 1 holds “2024-01-01”/],
  ['an infinite number', ['1', '-inf'], /^MTL6014 .*Column “a” holds a number in row 2 that is infinite/],
  ['a number that four bytes cannot hold', ['1', '-1e39'], /^MTL6014 .*row 2 .* beyond 3\.4e38/],
  ['an infinite number in words', ['"Infinity"', 'x'], /^MTL6013|^MTL6014/],
])('as numbers: %s', async (_, cells, expected) => {
  const [column] = await read(`a\n${cells.join('\n')}\n`, ['a']);
  if (!column || typeof column === 'string') throw new Error(column);
  const { value, problems } = numbersOf(column);
  const answer = value
    ? value.numbers.join(' ')
    : problems.map((problem) => `${problem.code} ${describeProblem(problem)}`).join('\n');
  expect(answer).toMatch(expected);
});
