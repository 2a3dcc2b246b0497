/** An analysis that remembers the text before it says of several data sets what one says that remembers nothing. */
import { describe, expect, test } from 'vitest';
import { noSchemas } from '../../contract/schema';
import { analyse, type Analysis } from '../../server/src/language/analyse';
import { CheckMemory } from '../../server/src/language/check/check-memory';
import { createEdits } from '../support/edits';
import { said } from './support/said';
import { numbered, schemasOf, usualSchemas } from './support/schemas';

const twoSources = `data d { source: "a.csv" }
data e { source: "b.csv"; query: "select 1" }
let own = d[f0..f3]
input x = [own, e[f0..f3]] as numbers
input y = [d[f4..f7], e[f4..f7]] as numbers
input z = d.f8
shared trunk(x) { dense(8, relu) }
network left(x) { data: d; dense(4) }
network right(y) { data: e; dense(4) }
task kind(left, right) { predict: [d.label, e.label] as classes }
task size(trunk) { predict: e[x, y] as numbers(2) }
task height(trunk) { predict: d.h as number }
task depth(z) { predict: d.w as number }
cotrain left <-> right { task: kind; method: propagation(take: 2) }
train { sampling: uniform; batch: 8; stop: plateau(size.mse) }
`;

/** Each changes what data sets feed or teach. */
const changes: readonly (readonly [what: string, from: string, to: string])[] = [
  ['columns of one of two', 'e[f0..f3]', 'e[f0..f2]'],
  ['another data set in a list', 'e[f4..f7]]', 'd[f4..f7]]'],
  ['one entry less', '[d[f4..f7], e[f4..f7]]', '[d[f4..f7]]'],
  ['one entry less than a constant names', '[own, e[f0..f3]]', 'own'],
  ['the constant of an entry', 'own = d[f0..f3]', 'own = d[f1..f4]'],
  ['the order of a list', '[d.label, e.label]', '[e.label, d.label]'],
  ['a task of other rows', 'predict: e[x, y]', 'predict: d[x, y]'],
  ['a task of rows that lack an input', 'predict: d.w', 'predict: e.w'],
  ['a task that is predicted from both', 'predict: d.h', 'predict: [d.h, e.h]'],
  ['a task less', 'task size', '// task size'],
  ['the labels of a network', 'data: d;', 'data: e;'],
  ['no labels of its own', 'data: d; ', ''],
  ['the name of a data set', 'data e', 'data f'],
  ['another file', '"b.csv"', '"a.csv"'],
  ['a file that nobody reads', '"b.csv"', '"none.csv"'],
  ['validation rows', 'source: "b.csv"', 'source: "b.csv"; split: [90%, 0%, 10%]'],
  ['a network on another input', 'right(y)', 'right(z)'],
  ['a block below another input', 'trunk(x)', 'trunk(x, z)'],
  ['the only use of a data set but for a list', 'task size(trunk) { predict: e[x, y] as numbers(2) }\n', ''],
  ['a data set that is misspelt wherever it is used', 'data e', 'data e2'],
  ['another sampling', 'sampling: uniform', 'sampling: temperature(0)'],
];

/** The second file has other values under the same names. */
const otherTable = schemasOf(
  {
    ...numbered('f', 10),
    x: [1, 2],
    y: [1, 2],
    w: [1, 2],
    h: [1, 2],
    label: [5, 6, 7, 8, 9, 10, 11, 12, null],
  },
  90,
);
const schemasOfTwo: typeof usualSchemas = {
  schema: (request) => {
    const [file] = request.source;
    if (file === 'none.csv') return noSchemas.schema(request);
    return (file === 'a.csv' ? usualSchemas : otherTable).schema(request);
  },
};

const analyseBoth = (text: string, memory: CheckMemory | null): Analysis =>
  analyse({ uri: 'file:///a.mtl', directory: '/data', text }, schemasOfTwo, memory);

describe('of two data sets', () => {
  test('a whole experiment has nothing wrong', () => {
    expect(analyseBoth(twoSources, null).problems).toEqual([]);
    expect(analyseBoth(twoSources, null).plan?.data.length).toBe(2);
  });

  test.each(changes)('%s', (_, from, to) => {
    expect(twoSources).toContain(from);
    const memory = new CheckMemory();
    for (const text of [twoSources, twoSources.replace(from, to), twoSources])
      expect(said(analyseBoth(text, memory))).toEqual(said(analyseBoth(text, null)));
  });

  test.each([
    [
      'rows on which a watched task is measured',
      twoSources.replace('source: "a.csv"', 'source: "a.csv"; split: [90%, 0%, 10%]'),
      'predict: e[x, y]',
      'predict: d[x, y]',
    ],
    [
      'a fault that may hide a second data set',
      `data d { source: "a.csv" }
data e { source: "b.csv" }
input x = d[f0..f3]
shared trunk(x) { dense(8, relu) }
task kind(trunk) { predict: d.label as classes }
train { sampling: uniform; batch: 8 }
`,
      'relu',
      'rel',
    ],
  ])('%s', (_, before, from, to) => {
    const memory = new CheckMemory();
    for (const text of [before, before.replace(from, to), before, before.replace(from, to)])
      expect(said(analyseBoth(text, memory))).toEqual(said(analyseBoth(text, null)));
  });

  test('whatever is edited', () => {
    const memory = new CheckMemory();
    const edits = createEdits(23);
    let text = twoSources;
    for (let edit = 0; edit < 300; edit += 1) {
      expect(said(analyseBoth(text, memory))).toEqual(said(analyseBoth(text, null)));
      text = edit % 3 === 0 ? twoSources : edits.edit(text);
    }
  });
});
