/** Files of text that are odd or broken: what is read of them, or said. */
import { expect, onTestFinished, test } from 'vitest';
import { describeProblem } from '../../contract/problem';
import { openTable } from '../../data/open-table';
import { readColumns } from '../../data/read-columns';
import { temporaryFolder } from '../support/temporary-folder';

async function open(name: string, content: string, query: string | null = null) {
  const directory = temporaryFolder({ [name]: content });
  const opened = await openTable({ directory, source: [name], query });
  onTestFinished(() => opened.value?.close());
  return opened;
}

test.each([
  ['behind a comma', '[{"a": 1},\n{"a": 2},'],
  ['within an object', '[{"a": 1}, {"a":'],
  ['between two objects', '[{"a": 1}, {"a": 2}\n'],
])('a list of JSON that is cut off %s', async (_, content) => {
  expect((await open('d.json', content)).problems).toMatchObject([{ code: 'MTL6034' }]);
});

test.each(['d.json', 'd.jsonl'])('a byte order mark before JSON (%s)', async (name) => {
  expect((await open(name, '\uFEFF{"a": 1}\n{"a": 2}\n')).problems).toMatchObject([{ code: 'MTL6035' }]);
});

test.each([
  ['in the first line', 'a,b\r\n1,x\n2,y\n'],
  ['in the last lines', `a,b\n${'1,x\n'.repeat(50_000)}2,y\r\n3,z\r\n`],
  ['alone', 'a,b\n1,x\ry\n2,z\n'],
])('a carriage return %s of a table', async (_, content) => {
  expect((await open('d.csv', content)).problems).toMatchObject([{ code: 'MTL6036' }]);
});

test.each([
  ['b;a\n3;4\n', /b\.csv between “;”/],
  ['a\tb\n3\t4\n', /b\.csv between “\\t”/],
])('a file with another separator than the first', async (second, says) => {
  const directory = temporaryFolder({ 'a.csv': 'a,b\n1,2\n', 'b.csv': second });
  const { problems } = await openTable({ directory, source: ['*.csv'], query: null });
  expect(problems).toMatchObject([{ code: 'MTL6037' }]);
  expect(describeProblem(problems[0]!)).toMatch(says);
});

test('values of several kinds in a column of JSON are texts without quotes', async () => {
  const content = '[{"a": "u", "b": 1}, {"a": 7, "b": 2}, {"a": null, "b": 3}, {"a": {"c": "v"}, "b": 4}]';
  const { value: table } = await open('d.json', content);
  expect(table!.columns.map(({ name, type }) => `${name} ${type}`)).toEqual(['a text', 'b integer']);
  const { value: columns } = await readColumns(table!, ['a']);
  expect(columns).toMatchObject([{ words: ['u', '7', null, '{"c":"v"}'] }]);
  expect((await open('d.json', content, "select * from source where a = 'u'")).value!.rows).toBe(1);
});
