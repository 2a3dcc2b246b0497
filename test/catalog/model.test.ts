/** Models of whole plans: names, counts and shapes of what is trained, and what leaves each part. */
import { describe, expect, it, test } from 'vitest';
import { buildModel } from '../../catalog/model/build-model';
import { describeArchitecture } from '../../catalog/model/describe-architecture';
import { describeShape } from '../../catalog/model/describe-shape';
import { feed, orderNodes } from '../../graph';
import { GraphError } from '../../graph/tensor';
import { block, cotrain, founding, input, numerals, plan, task, twoViews } from './plans';

const names = (model: ReturnType<typeof buildModel>) => model.parameters.map(({ name }) => name);

test('the founding document has 5,518 parameters', () => {
  const architecture = describeArchitecture(founding);
  expect(architecture.parameters).toBe(5518);
  expect(
    architecture.nodes.map(({ id, kind, label, shape, parameters }) => [id, kind, label, shape, parameters]),
  ).toEqual([
    ['features', 'input', 'numbers', '28', 0],
    ['trunk', 'shared', '', '128', 28 * 128 + 128],
    ['classification', 'task', 'classes(10)', '10', 128 * 10 + 10],
    ['detection', 'task', 'box', '4', 128 * 4 + 4],
  ]);
  expect(architecture.nodes[1]!.layers).toEqual([
    { label: 'dense(128, relu)', shape: '128', parameters: 3712 },
  ]);
  expect(architecture.edges).toEqual([
    { from: 'features', to: 'trunk', kind: 'flow', label: '28' },
    { from: 'trunk', to: 'classification', kind: 'flow', label: '128' },
    { from: 'trunk', to: 'detection', kind: 'flow', label: '128' },
  ]);
});

test('the numerals: shapes and counts through convolutions', () => {
  const trunk = describeArchitecture(numerals).nodes[1]!;
  expect(trunk.layers.map(({ label, shape, parameters }) => [label, shape, parameters])).toEqual([
    ['conv(16, activation: relu)', '15x16x16', 16 * 9 + 16],
    ['maxpool', '7x8x16', 0],
    ['conv(32, activation: relu)', '7x8x32', 32 * 16 * 9 + 32],
    ['maxpool', '3x4x32', 0],
    ['flatten', '384', 0],
    ['dense(128, relu)', '128', 384 * 128 + 128],
  ]);
});

test('parameters know their full names and the tasks that train them', () => {
  const model = buildModel(numerals, { rows: 3, training: true });
  expect(model.parameters.map(({ name, block, tasks }) => [name, block, tasks.join(' ')])).toEqual([
    ['trunk/1.conv/weight', 'trunk', 'numeral morphology'],
    ['trunk/1.conv/bias', 'trunk', 'numeral morphology'],
    ['trunk/3.conv/weight', 'trunk', 'numeral morphology'],
    ['trunk/3.conv/bias', 'trunk', 'numeral morphology'],
    ['trunk/6.dense/weight', 'trunk', 'numeral morphology'],
    ['trunk/6.dense/bias', 'trunk', 'numeral morphology'],
    ['numeral/output/weight', 'numeral', 'numeral'],
    ['numeral/output/bias', 'numeral', 'numeral'],
    ['morphology/1.dense/weight', 'morphology', 'morphology'],
    ['morphology/1.dense/bias', 'morphology', 'morphology'],
    ['morphology/output/weight', 'morphology', 'morphology'],
    ['morphology/output/bias', 'morphology', 'morphology'],
  ]);
  expect(model.inputs['pixels']!.shape).toEqual([3, 1, 15, 16]);
  expect(model.heads.map(({ output }) => output.shape)).toEqual([
    [3, 10],
    [3, 6],
  ]);
});

test('a task on several networks has a head on each', () => {
  const model = buildModel(twoViews(), { rows: 2, training: true });
  expect(model.heads.map(({ task, network }) => [task, network])).toEqual([
    ['numeral', 'byOutline'],
    ['numeral', 'byProfile'],
  ]);
  expect(names(model)).toEqual([
    'byOutline/1.dense/weight',
    'byOutline/1.dense/bias',
    'byProfile/1.dense/weight',
    'byProfile/1.dense/bias',
    'numeral/byOutline/output/weight',
    'numeral/byOutline/output/bias',
    'numeral/byProfile/output/weight',
    'numeral/byProfile/output/bias',
  ]);
  expect(describeArchitecture(twoViews()).edges.filter(({ kind }) => kind === 'cotrain')).toEqual([
    { from: 'byOutline', to: 'byProfile', kind: 'cotrain', label: 'propagation' },
  ]);
});

describe('with shared features', () => {
  const model = buildModel(twoViews('features'), { rows: 2, training: true });

  it('every head reaches the layers of every network', () => {
    for (const { output } of model.heads) {
      const sources = orderNodes([output]).map(({ attributes }) => attributes['name']);
      expect(sources).toEqual(
        expect.arrayContaining(['byOutline/1.dense/weight', 'byProfile/1.dense/weight']),
      );
    }
  });

  it('the learned weights belong to the pair and its task', () => {
    const weights = model.parameters.find(({ name }) => name === 'byOutline <-> byProfile/features/weights');
    expect(weights).toMatchObject({ block: 'byOutline <-> byProfile', tasks: ['numeral'] });
    expect(model.shares).toMatchObject([{ cotrain: 0, networks: ['byOutline', 'byProfile'] }]);
    expect(model.shares[0]!.weights.shape).toEqual([2]);
  });
});

test('a task on two shared blocks brings them together by its first layer', () => {
  const joined = plan({
    inputs: [input('a', 3), input('b', 4)],
    blocks: [block('shared', 'left', ['a'], 'dense(5)'), block('shared', 'right', ['b'], 'dense(6)')],
    tasks: [task('sum', ['left', 'right'], 'number', ['y'], 'concat')],
  });
  const { heads } = buildModel(joined, { rows: 2, training: true });
  expect(heads).toHaveLength(1);
  expect(heads[0]!.layers.map(({ shape }) => shape)).toEqual([[11], [1]]);
  expect(describeArchitecture(joined).edges.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
    'a -> left',
    'b -> right',
    'left -> sum',
    'right -> sum',
  ]);
});

test('blocks stand on blocks, and tasks on inputs', () => {
  const stacked = plan({
    inputs: [input('x', 3)],
    blocks: [block('shared', 'low', ['x'], 'dense(4)'), block('shared', 'high', ['low'], 'dense(5)')],
    tasks: [task('deep', ['high'], 'binary', ['y']), task('flat', ['x'], 'numbers', ['u', 'v'])],
  });
  const model = buildModel(stacked, { rows: 2, training: false });
  const tasksOf = Object.fromEntries(model.parameters.map(({ name, tasks }) => [name, tasks]));
  expect(tasksOf['low/1.dense/weight']).toEqual(['deep']);
  expect(tasksOf['flat/output/weight']).toEqual(['flat']);
});

const broken = (layers: readonly string[], type = 'image(2, 2)') =>
  plan({
    inputs: [input('x', 4, type)],
    blocks: [block('shared', 'trunk', ['x'], ...layers)],
    tasks: [task('y', ['trunk'], 'number', ['y'])],
  });

describe('a plan that does not fit together says where', () => {
  it.each([
    ['a layer', broken(['flatten', 'conv(4)']), /^trunk\/2\.conv: `conv` reads images/],
    ['an output', broken([]), /^y\/output: The task needs rows of features/],
    ['an input', broken(['flatten'], 'image(3, 3)'), /^x: 4 columns do not make an image of 9 pixels/],
    [
      'inputs that nothing joins',
      plan({
        inputs: [input('a', 1), input('b', 1)],
        blocks: [block('shared', 'trunk', ['a', 'b'])],
        tasks: [task('y', ['trunk'], 'number', ['y'])],
      }),
      /^trunk: Nothing brings the 2 inputs together/,
    ],
    [
      'networks of different width that mix features',
      plan({
        inputs: [input('a', 1)],
        blocks: [block('network', 'left', ['a'], 'dense(2)'), block('network', 'right', ['a'], 'dense(3)')],
        tasks: [task('y', ['left', 'right'], 'number', ['y'])],
        cotrain: [cotrain(['left', 'right'], 'y', 'features')],
      }),
      /^left <-> right: `features` cannot mix features of 2 and 3/,
    ],
  ])('%s', (_, wrong, message) => {
    const build = () => buildModel(wrong, { rows: 2, training: true });
    expect(build).toThrow(GraphError);
    expect(build).toThrow(message);
  });
});

test('dropout draws by the step while training, and not at all otherwise', () => {
  const dropping = plan({
    inputs: [input('x', 3)],
    blocks: [block('shared', 'trunk', ['x'], 'dropout(0.5)')],
    tasks: [task('y', ['trunk'], 'number', ['y'])],
  });
  const drawn = (training: boolean) =>
    orderNodes([
      buildModel(dropping, { rows: 2, training, step: feed('step', [], 'int64') }).heads[0]!.output,
    ]).filter(({ op }) => op === 'randomUniform');
  expect(drawn(true)).toHaveLength(1);
  expect(drawn(false)).toHaveLength(0);
  expect(() => buildModel(dropping, { rows: 2, training: true })).toThrow(/need a step/);
});

test.each([
  [[16, 14, 15], '14x15x16'],
  [[40, 128], '40x128'],
  [[128], '128'],
])('the shape %j reads %s', (shape, shown) => expect(describeShape(shape)).toBe(shown));

test('layers within a layer: one row of the picture, all parameters under its name', () => {
  const wrapped = plan({
    inputs: [input('features', 4)],
    blocks: [
      block(
        'shared',
        'trunk',
        ['features'],
        'residual { dense(3, relu); dropout(0.5); dense(4) }',
        'dense(2)',
      ),
    ],
    tasks: [task('t', ['trunk'], 'number', ['t'])],
  });
  expect(describeArchitecture(wrapped).nodes[1]!.layers).toEqual([
    { label: 'residual { dense(3, relu); dropout(0.5); dense(4) }', shape: '4', parameters: 15 + 16 },
    { label: 'dense(2)', shape: '2', parameters: 10 },
  ]);
  const model = buildModel(wrapped, { rows: 3, training: true, step: feed('step', [], 'int64') });
  expect(names(model).slice(0, 5)).toEqual([
    'trunk/1.residual/1.dense/weight',
    'trunk/1.residual/1.dense/bias',
    'trunk/1.residual/3.dense/weight',
    'trunk/1.residual/3.dense/bias',
    'trunk/2.dense/weight',
  ]);
  expect(model.parameters.every(({ tasks }) => tasks.join() === 't')).toBe(true);
});
