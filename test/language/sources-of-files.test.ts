/** Sources that are calls: what they say, what is wrong with them, and the plan that they lead to. */
import { expect, test } from 'vitest';
import type { Column, SchemaProvider, SourceRequest } from '../../contract/schema';
import { analyse } from '../../server/src/language/analyse';

const columns: readonly Column[] = [
  { name: 'image', type: 'image', missing: 0, distinct: 100 },
  { name: 'label', type: 'text', missing: 0, distinct: 2, values: ['cat', 'dog'] },
  { name: 'file', type: 'text', missing: 0, distinct: 100 },
];
const schema = { rows: 100, columns, files: ['/data/pets'] };

function analysed(text: string, state: 'known' | 'pending' = 'known') {
  const asked: SourceRequest[] = [];
  const provider: SchemaProvider = {
    schema(request) {
      asked.push(request);
      return state === 'known' ? { state, schema } : { state };
    },
  };
  const analysis = analyse({ uri: 'file:///test.mtl', directory: '/data', text }, provider);
  return { analysis, asked };
}

const withSource = (source: string, input = 'd.image as image(8, 8, channels: 3)') => `
data d { source: ${source}; stratify: label }
input x = ${input}
shared trunk(x) { flatten; dense(8) }
task t(trunk) { predict: d.label as classes }
train { epochs: 1 }
`;

test.each([
  ['images("pets/")', { source: ['pets/'], form: { kind: 'images', label: 'folder' } }],
  ['images("pets", label: folder)', { source: ['pets'], form: { kind: 'images', label: 'folder' } }],
  ['images("pets", none)', { source: ['pets'], form: { kind: 'images', label: null } }],
  ['idx("a.gz", "b.gz")', { source: ['a.gz', 'b.gz'], form: { kind: 'idx', label: null } }],
  ['idx("a.gz")', { source: ['a.gz'], form: { kind: 'idx', label: null } }],
])('%s', (source, expected) => {
  const { analysis, asked } = analysed(withSource(source));
  const { plan, problems } = analysis;
  expect(problems).toEqual([]);
  expect(asked[0]).toEqual({ directory: '/data', query: null, ...expected });
  expect(plan!.data[0]).toMatchObject(expected);
  expect(plan!.inputs[0]).toMatchObject({ opens: 'image', from: [{ data: 'd', columns: ['image'] }] });
});

test('a table has no form', () => {
  const { plan } = analysed(withSource('"a.csv"')).analysis;
  expect(plan!.data[0]).not.toHaveProperty('form');
});

test('before the schema is known the source tells that pictures are read', () => {
  const { problems, inputs } = analysed(withSource('images("pets/")'), 'pending').analysis;
  expect(problems).toEqual([]);
  expect(inputs.get('x')!.flow!.tensor.shape.slice(1)).toEqual([3, 8, 8]);
});

test.each([
  ['images()', 'MTL3002'],
  ['images(pets)', 'MTL3003'],
  ['images(5)', 'MTL3003'],
  ['images("")', 'MTL3003'],
  ['images("a", label: file)', 'MTL2004'],
  ['images("a", folder, "c")', 'MTL3005'],
  ['picture("a")', 'MTL2004'],
])('%s is %s', (source, code) => {
  const codes = analysed(withSource(source)).analysis.problems.map((problem) => problem.code);
  expect(codes).toEqual([code]);
});
