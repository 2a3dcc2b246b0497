/** Experiments that are written for a data file: they check without a word, whatever the table holds. */
import { describe, expect, test } from 'vitest';
import type { TableSchema } from '../../contract/schema';
import { describeProblem } from '../../contract/problem';
import { render } from '../../contract/text';
import { analyse } from '../../server/src/language/analyse';
import { draftExperiment } from '../../server/src/language/draft/draft-experiment';
import { applyChanges, formatTree } from '../../server/src/language/format/format-tree';
import { createLcg } from '../support/lcg';
import { numbered, schemasOf } from './support/schemas';

type Cells = Parameters<typeof schemasOf>[0];

function schemaOf(columns: Cells, rows?: number): TableSchema {
  const answer = schemasOf(columns, rows).schema({ directory: '', source: [], query: null });
  if (answer.state !== 'known') throw new Error('A schema of cells is known.');
  return answer.schema;
}

const draft = (schema: TableSchema, source = 'my data.csv') =>
  draftExperiment({ source, schema, say: (sentence) => render(sentence) });

/** A draft that has no problem, is in style, and can be trained. */
function sound(columns: Cells, rows?: number, source?: string): string {
  const schema = schemaOf(columns, rows);
  const text = draft(schema, source)!;
  const { problems, plan, tree } = analyse(
    { uri: 'file:///t.mtl', directory: '/data', text },
    { schema: () => ({ state: 'known', schema }) },
  );
  expect(problems.map((problem) => `${problem.code} ${describeProblem(problem)}`)).toEqual([]);
  expect(plan).not.toBeNull();
  expect(applyChanges(text, formatTree(tree))).toBe(text);
  return text;
}

const random = createLcg(3);
const many = (rows: number, make: (row: number) => string | number | null) =>
  Array.from({ length: rows }, (_, row) => make(row));
const noise = (rows: number) => many(rows, () => random());

const part = (words: readonly string[]) => many(60, (row) => words[row % words.length]!);

describe('a table of', () => {
  test('numbers predicts the last one', () => {
    const text = sound({ a: noise(100), b: noise(100), price: noise(100) });
    expect(text).toContain('my_data.price as number');
    expect(text).toContain('input features = my_data[a, b] as numbers');
  });

  test('numbers and a label predicts its classes, wherever it stands', () => {
    const text = sound({ label: many(100, (row) => row % 3), ...numbered('p', 10) });
    expect(text).toContain('my_data.label as classes(3)');
    expect(text).toContain('stratify: label');
    expect(text).toContain('my_data[p0..p9]');
  });

  test('few numbers that repeat as often as they would by chance has none as classes', () =>
    expect(sound({ a: noise(20), pulse: many(20, (row) => 60 + (row % 11)) })).toContain('pulse as number'));

  test('numbers, words and sentences reads each in its own way', () => {
    const text = sound({
      age: noise(200),
      city: many(200, (row) => ['York', 'Bath', 'Ely'][row % 3]!),
      'free text': many(200, (row) => `a sentence about ${row}`),
      sold: many(200, (row) => (row % 2 ? 'yes' : 'no')),
    });
    expect(text).toMatch(/input features = my_data\[age\] as numbers/);
    expect(text).toMatch(/input kinds = my_data\[city\] as category/);
    expect(text).toMatch(/my_data\["free text"\] as tokens/);
    expect(text).toContain('concat');
    expect(text).toContain('my_data.sold as classes(2)');
  });

  test('pixels is an image', () => {
    const pixels = Object.fromEntries(
      Array.from({ length: 64 }, (_, index) => [`pixel${index}`, many(100, (row) => (row * index) % 17)]),
    );
    const text = sound({ ...pixels, digit: many(100, (row) => row % 10) });
    expect(text).toContain('[pixel0..pixel63] as image(8, 8)');
    expect(text.match(/maxpool|conv|dense/g)).toEqual(['conv', 'maxpool', 'conv', 'maxpool', 'dense']);
  });

  test('rows with a column of their parts is split by it', () => {
    const table = { a: noise(60), y: noise(60) };
    const text = sound({ ...table, fold: part(['train', 'train', 'validation', 'test']) });
    expect(text).toContain('split: fold');
    expect(text).toContain('stop: plateau');
    expect(text).toContain('my_data[a] as numbers');
    expect(text).not.toContain('kinds');
    expect(sound({ ...table, fold: part(['train', 'train', 'test']) })).not.toContain('stop:');
  });

  test('columns without a lesson says what was left out, and why', () => {
    const text = sound({
      id: many(60, (row) => row),
      fixed: many(60, () => 3),
      nothing: many(60, () => null),
      name: many(60, (row) => `n${row}`),
      x: noise(60),
      y: noise(60),
    });
    expect(text).toContain('`id` is left out: it numbers or names the rows.');
    expect(text).toContain('`fixed` is left out: it has one value.');
    expect(text).toContain('`nothing` is left out: it is empty.');
    expect(text).toContain('`name` is left out: nearly every row has a value of its own.');
    expect(text).toContain('my_data[x] as numbers');
  });

  test.each<[string, Cells, number?, string?]>([
    [
      'missing cells',
      {
        a: many(60, (row) => (row % 4 ? random() : null)),
        y: many(60, (row) => (row % 5 ? row % 2 : null)),
      },
    ],
    ['few rows', { a: [1.5, 2.5, 3.5, 4.5], y: [1, 2, 3, 4.5] }],
    [
      'many columns',
      Object.fromEntries(Array.from({ length: 785 }, (_, index) => [`c${index}x`, noise(10)])),
      10_000,
    ],
    [
      'hostile names',
      {
        'a "b"\n// c': noise(50),
        train: noise(50),
        data: noise(50),
        列: noise(50),
        '': noise(50),
        y: noise(50),
      },
      50,
      '../a "b"/train.csv',
    ],
  ])('%s is sound', (_, columns, rows, source) => expect(sound(columns, rows, source)).toMatch(/^task /m));
});

test.each<[string, Cells]>([
  ['one column', { a: noise(20) }],
  ['one useful column', { a: noise(20), b: many(20, () => 1) }],
  ['only names', { a: many(20, (row) => `a${row}`), b: many(20, (row) => `b${row}`) }],
])('of %s nothing is made', (_, columns) => expect(draft(schemaOf(columns))).toBeNull());
