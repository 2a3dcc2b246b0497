/** What may be written at a cursor, in whole and broken text. `<|>` marks the cursor. */
import { expect, test } from 'vitest';
import { analyse } from '../../server/src/language/analyse';
import type { Expected } from '../../server/src/language/complete/expected';
import { expectedAt } from '../../server/src/language/expectation';
import { usualSchemas } from './support/schemas';

const file = `data d { source: "t.csv" }
input x = d[p0..p63] as image(8, 8)
shared trunk(x) { dense(4) }
network left(x) { dense(4) }
network right(x) { dense(4) }
let width = 3
task t(left, right) { predict: d.label as classes(10) }
`;

/** One expectation in short. */
function sketch(expected: Expected): string {
  switch (expected.kind) {
    case 'declaration':
    case 'file':
    case 'run':
      return expected.kind;
    case 'property':
      return `property of ${expected.of}${expected.present.length > 0 ? ` without ${expected.present.join(' ')}` : ''}`;
    case 'catalog':
      return `${expected.of}${expected.joins ? ' that joins' : ''}`;
    case 'symbol':
      return `${expected.of.join('|')}${expected.except.length > 0 ? ` but ${expected.except.join(' ')}` : ''}`;
    case 'column':
      return `column of ${expected.data}${expected.quotes ? ' in quotes' : ''}`;
    case 'argument':
      return `argument ${Object.keys(expected.params).join(' ')}${
        expected.present.length > 0 ? ` without ${expected.present.join(' ')}` : ''
      }`;
    case 'metric':
      return `metric of ${expected.task}`;
    case 'form':
      return `form ${expected.name}`;
    case 'words':
      return `words ${expected.words.join(' ')}`;
  }
}

function expectedIn(marked: string): string {
  const source = file + marked;
  const offset = source.indexOf('<|>');
  const text = source.replace('<|>', '');
  const analysis = analyse({ uri: 'file:///test.mtl', directory: '/data', text }, usualSchemas);
  const { from, to, expected } = expectedAt(analysis, offset);
  const replaced = text.slice(from, to);
  return expected.map(sketch).join(', ') + (replaced ? ` for ${replaced}` : '');
}

test.for([
  ['<|>', 'declaration'],
  ['sha<|>', 'declaration for sha'],
  ['train { }\n<|>', 'declaration'],
  ['experiment <|>', ''],
  ['let a = <|>', 'let'],
  ['input y = <|>', 'data'],
  ['input y = [<|>', 'data'],
  ['input y = [d[x], <|>', 'data but d, data'],
  ['input y = [d[x], e[<|>', ''],
  ['input y = [d[x], d[<|>', 'column of d'],
  ['input y = [d[x], d.y] <|>', 'words as'],
  ['input y = [d[x], d.y] as <|>', 'input'],
  ['input y = d<|>', 'data for d'],
  ['input y = d.<|>', 'column of d'],
  ['input y = d[<|>]', 'column of d'],
  ['input y = d[x, <|>', 'column of d'],
  ['input y = d[p0..<|>', 'column of d'],
  ['input y = d["se<|>"]', 'column of d in quotes for se'],
  ['input y = d[x] <|>', 'words as'],
  ['input y = d[x] as <|>', 'input'],
  ['input y = d[x] as im<|>', 'input for im'],
  ['input y = d[x] as image(<|>)', 'argument height width channels scale fit, let'],
  [
    'input y = d[x] as image(8, 8, <|>)',
    'argument height width channels scale fit without height width, let',
  ],
  ['input y = d[x] as numbers(scale: <|>)', 'words standard minmax none, let'],
  ['data e { <|> }', 'property of data'],
  ['data e {\n  source: "a"\n  <|>\n}', 'property of data without source'],
  ['data e { source: "<|>" }', 'file'],
  ['data e { source: ["<|>"] }', 'file'],
  ['data e { source: <|> }', 'file, form images, form idx'],
  ['data e { source: images("<|>") }', 'file'],
  ['data e { source: images("a", <|>) }', 'argument folder label without folder, words folder none, let'],
  ['data e { source: images("a", label: <|>) }', 'words folder none, let'],
  ['data e { query: "<|>" }', ''],
  ['data e { stratify: <|> }', 'column of e'],
  ['shared s(<|>', 'input|shared|network but s'],
  ['shared s(x, <|>) { }', 'input|shared|network but s x'],
  ['shared s(x) { <|> }', 'property of shared, layer'],
  ['shared s(x, trunk) { <|> }', 'property of shared, layer that joins'],
  ['shared s(x, trunk) {\n  concat\n  <|>\n}', 'property of shared, layer'],
  ['shared s(x) {\n  residual {\n    <|>\n', 'layer'],
  ['shared s(x) { sharing: <|> }', 'sharing, let'],
  ['shared s(x) { dense(<|>) }', 'argument units activation, let'],
  ['shared s(x) { dense(4, <|>) }', 'argument units activation without units, words ACTIVATIONS, let'],
  ['shared s(x) { dense(units: 4, <|>) }', 'argument units activation without units'],
  ['shared s(x) { dense(4, activation: re<|>) }', 'words ACTIVATIONS, let for re'],
  ['task u(trunk) {\n  predict: <|>\n}', 'data'],
  ['task u(trunk) {\n  predict: d.<|>\n}', 'column of d'],
  ['task u(trunk) {\n  predict: d.label <|>\n}', 'words as'],
  ['task u(trunk) {\n  predict: d.label as <|>\n}', 'target'],
  ['task u(trunk) {\n  predict: d.label as classes(<|>)\n}', 'argument count, let'],
  ['task u(trunk) {\n  loss: <|>', 'loss, let'],
  ['task u(trunk) {\n  loss: huber(<|>', 'argument delta, let'],
  ['task u(trunk) {\n  metrics: [<|>]\n}', 'metric'],
  ['task u(trunk) {\n  metrics: [mse, <|>\n}', 'metric'],
  ['task u(trunk) {\n  metrics: [mse\n  loss: <|>\n}', 'loss, let'],
  ['cotrain <|>', 'network'],
  ['cotrain left <|>', 'words <->'],
  ['cotrain left <-> <|>', 'network but left'],
  ['cotrain left <-> right { task: <|> }', 'task'],
  [
    'cotrain left <-> right { method: propagation(sigma: 1, <|>) }',
    'argument sigma confidence take without sigma',
  ],
  ['cotrain left <-> right { until: <|> }', 'form stable'],
  ['cotrain left <-> right { until: stable(<|>) }', 'argument rounds, let'],
  ['train { <|>', 'property of train'],
  ['train { batch: <|> }', 'let'],
  ['train { device: <|> }', 'words auto cpu webgpu cuda directml coreml tensorflow reference, let'],
  ['train { weighting: <|> }', 'weighting, let'],
  ['train { stop: plateau(<|>) }', 'task'],
  ['train { stop: plateau(t.<|>) }', 'metric of t'],
  ['train { stop: plateau(t.accuracy, <|>) }', 'argument patience, let'],
  ['train { epochs: 3 // <|>', ''],
  ['/* <|>', ''],
] as const)('%s', ([marked, expected]) => {
  const activations = 'elu gelu leakyRelu linear relu sigmoid silu softmax softplus tanh';
  expect(expectedIn(marked)).toBe(expected.replace('ACTIVATIONS', activations));
});
