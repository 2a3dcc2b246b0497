/** From text to plan: defaults, order, counts that come from the data, settings from outside, and when there is none. */
import { expect, test } from 'vitest';
import type { Plan } from '../../contract/plan';
import { render } from '../../contract/text';
import { noSchemas, type SchemaProvider } from '../../contract/schema';
import { analyse } from '../../server/src/language/analyse';
import { usualSchemas } from './support/schemas';

const least = `data d { source: "t.csv" }
input x = d.x
task t(x) { predict: d.label as classes }`;

const analysed = (
  text: string,
  settings: Record<string, string> = {},
  schemas: SchemaProvider = usualSchemas,
) => analyse({ uri: 'file:///home/two%20views.mtl', directory: '/data', text, settings }, schemas);

function planOf(text: string, settings: Record<string, string> = {}): Plan {
  const { plan, problems } = analysed(text, settings);
  expect(problems.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  return plan!;
}

test('everything that was left out has its default', () => {
  expect(planOf(least)).toEqual({
    version: 1,
    title: 'two views',
    directory: '/data',
    data: [
      {
        name: 'd',
        source: ['t.csv'],
        query: null,
        split: { by: 'fractions', fractions: [0.8, 0.1, 0.1], stratify: null, group: null },
        seed: 0,
        at: { line: 0, character: 0 },
      },
    ],
    inputs: [
      {
        name: 'x',
        from: [{ data: 'd', columns: ['x'] }],
        type: { name: 'numbers', args: { scale: 'standard' } },
        at: { line: 1, character: 0 },
      },
    ],
    blocks: [],
    tasks: [
      {
        name: 't',
        on: ['x'],
        layers: [],
        predict: { data: 'd', columns: ['label'] },
        target: { name: 'classes', args: { count: 10 }, at: { line: 2, character: 32 } },
        loss: { name: 'crossEntropy', args: { smoothing: 0, weights: 'equal' } },
        metrics: [{ name: 'accuracy', args: {} }],
        weight: 1,
        at: { line: 2, character: 0 },
      },
    ],
    cotrain: [],
    train: {
      optimizer: { name: 'adam', args: { rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } },
      schedule: { name: 'constant', args: {} },
      weighting: { name: 'equal', args: {} },
      batch: 32,
      epochs: 10,
      stop: null,
      seed: 0,
      device: 'auto',
    },
  });
});

test('blocks stand after those that they stand on, however they are written', () => {
  const { blocks } = planOf(`task t(c) { predict: d.y as number }
shared c(b, a) { concat }
shared b(a) { dense(4) }
shared a(x) { dense(3) }
input x = d.x
data d { source: "t.csv" }`);
  expect(blocks.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

test('constants stand for values of every kind', () => {
  const plan = planOf(`let size = width
let width = 8
let how = relu
let by = adam(rate: fast)
let fast = 0.1
let shares = [50%, half, 0%]
let half = 50%
data d { source: ["a.csv", "b.csv"]; split: shares }
input x = d[f0..f2, "sepal length"]
shared s(x) { dense(size, how) }
task t(s) { predict: d.y as number }
train { optimizer: by }`);
  expect(plan.blocks[0]!.layers[0]).toMatchObject({ name: 'dense', args: { units: 8, activation: 'relu' } });
  expect(plan.train.optimizer.args['rate']).toBe(0.1);
  expect(plan.data[0]).toMatchObject({ source: ['a.csv', 'b.csv'], split: { fractions: [0.5, 0.5, 0] } });
  expect(plan.inputs[0]!.from[0]!.columns).toEqual(['f0', 'f1', 'f2', 'sepal length']);
});

test('settings replace constants and properties of train', () => {
  const text = `let width = 4\n${least}\nshared s(x) { dense(width) }\ntrain { batch: 5 }`;
  const plan = planOf(text, {
    width: '7',
    batch: '6',
    seed: '3',
    optimizer: 'sgd(rate: 0.5)',
    device: 'cpu',
  });
  expect(plan.blocks[0]!.layers[0]!.args['units']).toBe(7);
  expect(plan.train).toMatchObject({
    batch: 6,
    seed: 3,
    device: 'cpu',
    optimizer: { name: 'sgd', args: { rate: 0.5 } },
  });
});

test.for([
  ['a name that cannot be set', { sead: '1' }, 'MTL3021 --set sead'],
  ['a value out of range', { batch: '0' }, 'MTL3003 --set batch'],
  ['a constant of the wrong kind', { width: '"a"' }, 'MTL3003 1:20'],
  ['a word that nobody knows', { weighting: 'equl' }, 'MTL2004 --set weighting'],
  ['no value', { seed: '' }, 'MTL1006 --set seed'],
  ['two values', { seed: '1 2' }, 'MTL1016 --set seed'],
] as const)('a setting with %s is a problem', ([, settings, expected]) => {
  const text = `let width = 4\nshared s(x) { dense(width) }\n${least}`;
  const { problems, plan } = analysed(text, settings);
  const shown = problems
    .filter(({ severity }) => severity !== 'hint')
    .map(({ code, place, range }) =>
      place ? `${code} ${render(place)}` : `${code} ${range?.start.line}:${range?.start.character}`,
    );
  expect(shown.join(', ')).toBe(expected);
  expect(plan).toBeNull();
});

test('what a setting holds is quoted as it was given', () => {
  const settings = { epochs: '"3"', batch: 'sgd(rate: 1)', seed: '3 }' };
  const said = analysed(`let width = 4\n${least}`, settings).problems.map(({ message }) => render(message));
  expect(said).toEqual([
    '`}` follows the value.',
    'sgd(rate: 1) does not fit here.',
    '"3" does not fit here.',
  ]);
});

test('there is no plan while a schema is being read, and none when it cannot be read', () => {
  const pending = analysed(least, {}, { schema: () => ({ state: 'pending' }) });
  expect([pending.plan, pending.pending, pending.problems]).toEqual([null, true, []]);
  expect(pending.requests).toEqual([{ directory: '/data', source: ['t.csv'], query: null }]);

  const problem = { code: 'MTL6001', severity: 'error', message: render, remedy: render } as never;
  const failed = analysed(least, {}, { schema: () => ({ state: 'failed', problem }) });
  expect([failed.plan, failed.pending]).toEqual([null, false]);
  expect(failed.problems).toMatchObject([{ code: 'MTL6001', range: { start: { line: 0, character: 17 } } }]);
});

test.each(['task b', 'task b()', 'task b)trunk)'])(
  'there is no architecture of `%s`, which stands on nothing yet',
  (head) => {
    const text = `data d { source: "a.csv" }
input x = d[f0..f3]
shared trunk(x) { dense(4) }
task a(trunk) { predict: d.label as classes(10) }
${head} { predict: d[x, y] as numbers(2) }
`;
    expect(analysed(text).architecture).toBeNull();
  },
);

test('the architecture is known before the data is', () => {
  const text = least.replace('classes', 'classes(10)');
  const { architecture, plan } = analysed(text, {}, noSchemas);
  expect(plan).toBeNull();
  expect(architecture?.nodes.map(({ id, shape }) => [id, shape])).toEqual([
    ['x', '1'],
    ['t', '10'],
  ]);
});

test('shapes and parameters of every layer are known where it stands', () => {
  const { tree, shapes } = analysed(`data d { source: "t.csv" }
input x = d[p0..p63] as image(8, 8)
shared s(x) { conv(4); maxpool(2); flatten; dense(3) }
task t(s) { predict: d.label as classes(10) }`);
  const shown = [...shapes].map(
    ([node, { text, parameters }]) =>
      `${tree.text.slice(node.from, node.to).split(' ')[0]} ${text} ${parameters}`,
  );
  expect(shown).toEqual([
    'input 8x8x1 0',
    'conv(4) 8x8x4 40',
    'maxpool(2) 4x4x4 0',
    'flatten 64 0',
    'dense(3) 3 195',
    'shared 3 235',
    'task 10 40',
  ]);
});
