/** Sharings in whole plans: what stands on what, and why something does not fit. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { isMisfit } from '../../catalog/declaration';
import { buildModel } from '../../catalog/model/build-model';
import { describeArchitecture } from '../../catalog/model/describe-architecture';
import { render } from '../../contract/text';
import { feed, orderNodes } from '../../graph';
import { maskOf } from './case';
import { block, call, input, numerals, plan, task } from './plans';
import { share, tryToShare } from './share';
import { close, computed } from './shared-values';

const row = { tensor: feed('x', [3, 5]) };
const two = ['dense(4, tanh)', 'dense(2)'];

/** The numerals, the dense layer of their trunk shared in another way. */
function sharedNumerals(sharing: string) {
  const { name, layers, ...trunk } = numerals.blocks[0]!;
  const below = { ...trunk, name: 'features', layers: layers.slice(0, -1) };
  const above = { ...trunk, name, on: ['features'], layers: layers.slice(-1) };
  return plan({ ...numerals, blocks: [below, { ...above, sharing: call('sharings', sharing) }] });
}

describe('of whole plans', () => {
  it.each(Object.values(catalog.sharings).map(({ example }) => example))(
    '%s: the picture adds up',
    (example) => {
      const picture = describeArchitecture(sharedNumerals(example));
      const trunk = picture.nodes.find(({ id }) => id === 'trunk');
      expect(trunk!.layers.reduce((all, { parameters }) => all + parameters, 0)).toBe(trunk!.parameters);
      expect(picture.nodes.reduce((all, { parameters }) => all + parameters, 0)).toBe(picture.parameters);
      expect(trunk!.shape).toBe('128');
    },
  );
});

test('gates go by the mean of the true steps of a sequence', () => {
  const mask = maskOf([4, 2], 4);
  const made = share('mmoe(experts: 2)', ['globalAveragePool', 'dense(2)'], {
    tensor: feed('x', [2, 4, 3]),
    mask,
  });
  const x = Array.from({ length: 24 }, (_, i) => Math.sin(i));
  const other = x.map((value, i) => (i >= 12 + 2 * 3 ? 100 : value));
  expect(computed(made, { x })).toEqual(close(computed(made, { x: other })));
});

test('blocks on a block of which each task reads its own', () => {
  const stacked = plan({
    inputs: [input('x', 3)],
    blocks: [
      { ...block('shared', 'low', ['x'], 'dense(4, tanh)'), sharing: call('sharings', 'mmoe(experts: 2)') },
      block('shared', 'high', ['low'], 'batchNorm', 'dense(2)'),
    ],
    tasks: [task('a', ['high'], 'number', ['y']), task('b', ['high'], 'number', ['z'])],
  });
  const model = buildModel(stacked, { rows: 4, training: true, counted: feed('counted', [4]) });
  const of = (name: string) => model.parameters.find((parameter) => parameter.name === name);
  // The layers above are the same for both, and each task comes through with what it reads.
  expect(of('high/2.dense/weight')!.tasks).toEqual(['a', 'b']);
  expect(of('low/a/gate/weight')!.tasks).toEqual(['a']);
  expect(model.parameters.filter(({ name }) => name.startsWith('high/2.dense'))).toHaveLength(2);
  // Each of the two flows has its own mean and variance.
  expect(model.statistics.map(({ name, tasks }) => [name, tasks.join()])).toEqual([
    ['high/1.batchNorm/mean', 'a'],
    ['high/1.batchNorm/variance', 'a'],
    ['high/1.batchNorm/use2/mean', 'b'],
    ['high/1.batchNorm/use2/variance', 'b'],
  ]);
  const sources = model.heads.map(({ output }) =>
    orderNodes([output]).map(({ attributes }) => String(attributes['name'])),
  );
  expect(sources[0]).toContain('low/a/gate/weight');
  expect(sources[0]).not.toContain('low/b/gate/weight');
  expect(sources[1]).toContain('low/b/gate/weight');
});

describe('what does not fit says why', () => {
  const apart = { a: row, b: { tensor: feed('y', [3, 5]) } };
  it.each([
    ['dselectK(experts: 2, k: 3)', two, row, 'A task cannot read 3 of 2 experts.'],
    ['cgc(shared: 0, own: 0)', two, row, '`cgc` has no experts that tasks could read.'],
    ['mmoe', [], row, '`mmoe` shares the layers of a block, and this one has none.'],
    [
      'crossStitch',
      two,
      apart,
      '`crossStitch` starts from what all tasks read, but each reads something of its own here.',
    ],
    ['ple', two, apart, '`ple` starts from what all tasks read, but each reads something of its own here.'],
    [
      'ple',
      ['conv(2, kernel: 2)', 'flatten'],
      { tensor: feed('x', [2, 1, 3, 3]) },
      'The layers of the block cannot read what they give themselves, as those of the second level do.',
    ],
    [
      'mmoe',
      ['embedding(2)', 'flatten'],
      { tensor: feed('x', [2, 3], 'int64'), vocabulary: 4 },
      'The gates of `mmoe` go by numbers, but the block reads words or categories.',
    ],
  ] as const)('%s', (sharing, written, reading, misfit) => {
    const made = tryToShare(sharing, written, reading as never);
    expect(isMisfit(made) && render(made.misfit)).toBe(misfit);
  });
});

test('a block that no task reads has itself for a reader, and nothing trains it', () => {
  const unused = plan({
    inputs: [input('x', 3)],
    blocks: [
      { ...block('shared', 'trunk', ['x'], 'dense(4)'), sharing: call('sharings', 'mmoe(experts: 2)') },
    ],
    tasks: [task('a', ['x'], 'number', ['y'])],
  });
  const model = buildModel(unused, { rows: 2, training: true });
  const ofTrunk = model.parameters.filter(({ block: of }) => of === 'trunk');
  expect(ofTrunk).toHaveLength(5);
  expect(ofTrunk.every(({ tasks }) => tasks.length === 0)).toBe(true);
});

test('a plan asks for nothing beside losses where predictions are made', () => {
  const predicted = buildModel(sharedNumerals('dselectK'), { rows: 2, training: false });
  expect(predicted.penalties).toEqual([]);
});
