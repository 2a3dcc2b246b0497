/** Layers that networks have in common: one set of parameters, which all of them train, and what stays each network's own. */
import { describe, expect, it, test } from 'vitest';
import { buildModel } from '../../catalog/model/build-model';
import { networksWith } from '../../catalog/model/common-layers';
import { describeArchitecture } from '../../catalog/model/describe-architecture';
import type { Plan } from '../../contract/plan';
import { add, constant, feed, gradients, multiply, orderNodes, sizeOf, square, sum } from '../../graph';
import { GraphError } from '../../graph/tensor';
import { createLcg } from '../support/lcg';
import { prepare, sourcesOf } from './evaluate';
import { block, cotrain, input, plan, task } from './plans';

const names = ['a', 'b'];

/** Two networks of the same layers on inputs of their own, or on the same one. */
const pair = (layers: readonly string[], share: string, on = ['x', 'z'], more: Partial<Plan> = {}): Plan =>
  plan({
    inputs: [...new Set(on)].map((name) => input(name, 3)),
    blocks: names.map((name, index) => block('network', name, [on[index]!], ...layers)),
    tasks: [task('kind', names, 'classes(2)', ['kind'])],
    cotrain: [cotrain(names, 'kind', share)],
    ...more,
  });

const model = (of: Plan) =>
  buildModel(of, { rows: 4, training: true, step: feed('step', [], 'int64'), counted: feed('counted', [4]) });

const two = ['dense(4, tanh)', 'dense(2)'];

describe('of two networks', () => {
  it('there is one set of parameters, and the layers above are their own', () => {
    const { parameters } = model(pair(two, 'parameters(first: 1)'));
    expect(parameters.map(({ name, block, tasks }) => [name, block, tasks.join()])).toEqual([
      ['a <-> b/1.dense/weight', 'a <-> b', 'kind'],
      ['a <-> b/1.dense/bias', 'a <-> b', 'kind'],
      ['a/2.dense/weight', 'a', 'kind'],
      ['a/2.dense/bias', 'a', 'kind'],
      ['b/2.dense/weight', 'b', 'kind'],
      ['b/2.dense/bias', 'b', 'kind'],
      ['kind/a/output/weight', 'kind', 'kind'],
      ['kind/a/output/bias', 'kind', 'kind'],
      ['kind/b/output/weight', 'kind', 'kind'],
      ['kind/b/output/bias', 'kind', 'kind'],
    ]);
  });

  it('the heads of both reach them, and say nothing of weights', () => {
    const { heads, shares } = model(pair(two, 'parameters(first: 1)'));
    for (const { output } of heads)
      expect(orderNodes([output]).map(({ attributes }) => attributes['name'])).toContain(
        'a <-> b/1.dense/weight',
      );
    expect(shares).toEqual([]);
  });

  it('they belong to the tasks of all networks, those above to those of their own', () => {
    const more = {
      tasks: [task('kind', names, 'classes(2)', ['kind']), task('size', ['b'], 'number', ['y'])],
    };
    const { parameters } = model(pair(two, 'parameters(first: 1)', ['x', 'z'], more));
    const tasksOf = (name: string) => parameters.find((one) => one.name === name)!.tasks;
    expect(tasksOf('a <-> b/1.dense/weight')).toEqual(['kind', 'size']);
    expect(tasksOf('a/2.dense/weight')).toEqual(['kind']);
    expect(tasksOf('b/2.dense/weight')).toEqual(['kind', 'size']);
  });

  it('the layers within one that wraps them are shared with it', () => {
    const layers = ['residual { dense(3, relu); dense(3) }', ...two];
    const { parameters } = model(pair(layers, 'parameters(first: 1)'));
    expect(parameters.filter(({ block }) => block === 'a <-> b').map(({ name }) => name)).toEqual([
      'a <-> b/1.residual/1.dense/weight',
      'a <-> b/1.residual/1.dense/bias',
      'a <-> b/1.residual/2.dense/weight',
      'a <-> b/1.residual/2.dense/bias',
    ]);
  });

  it('what layers gather and draw is of each network, on the same input too', () => {
    const made = model(pair(['batchNorm', 'dropout(0.5)', 'dense(2)'], 'parameters(first: 3)', ['x', 'x']));
    expect(made.parameters.filter(({ block }) => block === 'a <-> b').map(({ name }) => name)).toEqual([
      'a <-> b/1.batchNorm/gain',
      'a <-> b/1.batchNorm/bias',
      'a <-> b/3.dense/weight',
      'a <-> b/3.dense/bias',
    ]);
    expect(made.statistics.map(({ name }) => name)).toEqual([
      'a/1.batchNorm/mean',
      'a/1.batchNorm/variance',
      'b/1.batchNorm/mean',
      'b/1.batchNorm/variance',
    ]);
    const drawn = made.heads.map(({ output }) =>
      orderNodes([output]).flatMap(({ op, attributes }) => (op === 'randomUniform' ? attributes['key'] : [])),
    );
    expect(drawn[0]).toHaveLength(1);
    expect(drawn[1]).toHaveLength(1);
    expect(drawn[0]).not.toEqual(drawn[1]);
  });

  it('the picture counts them once and says who has them', () => {
    const picture = describeArchitecture(pair([...two, 'activation(relu)'], 'parameters(first: 3)'));
    const layersOf = (id: string) =>
      picture.nodes
        .find((node) => node.id === id)!
        .layers.map(({ parameters, sharedBy }) => [parameters, sharedBy?.join() ?? '']);
    expect(layersOf('a')).toEqual([
      [16, 'a,b'],
      [10, 'a,b'],
      [0, ''],
    ]);
    expect(layersOf('b')).toEqual([
      [0, 'a,b'],
      [0, 'a,b'],
      [0, ''],
    ]);
    expect(picture.nodes.reduce((all, { parameters }) => all + parameters, 0)).toBe(picture.parameters);
    expect(picture.parameters).toBe(16 + 10 + 2 * (2 * 2 + 2));
  });

  it('layers that are not alike are no plan of ours', () => {
    const made = pair(two, 'parameters(first: 1)');
    const blocks = [made.blocks[0]!, block('network', 'b', ['z'], 'dense(5)', 'dense(2)')];
    expect(() => model({ ...made, blocks })).toThrow(GraphError);
  });
});

test('pairs with a network in common have one set of all their networks, for as many layers as each shares', () => {
  const three = ['a', 'b', 'c'];
  const made = pair(two, 'parameters(first: 2)', ['x', 'z'], {
    blocks: three.map((name) => block('network', name, ['x'], ...two)),
    tasks: [task('kind', ['a', 'b'], 'classes(2)', ['kind']), task('size', ['b', 'c'], 'number', ['y'])],
    cotrain: [
      cotrain(['b', 'a'], 'kind', 'parameters(first: 2)'),
      cotrain(['b', 'c'], 'size', 'parameters(first: 1)'),
    ],
  });
  expect(three.map((name) => [networksWith(made, name, 0), networksWith(made, name, 1)])).toEqual([
    [three, ['a', 'b']],
    [three, ['a', 'b']],
    [three, []],
  ]);
  const { parameters } = model(made);
  expect(
    parameters.filter(({ name }) => name.endsWith('.dense/weight')).map(({ name, tasks }) => [name, tasks]),
  ).toEqual([
    ['a <-> b <-> c/1.dense/weight', ['kind', 'size']],
    ['a <-> b/2.dense/weight', ['kind', 'size']],
    ['c/2.dense/weight', ['size']],
  ]);
});

test('they belong to exactly the tasks whose heads reach them', () => {
  const three = ['a', 'b', 'c'];
  const made = pair(two, 'parameters(first: 1)', ['x', 'z'], {
    blocks: three.map((name) => block('network', name, ['x'], ...two)),
    tasks: [
      task('kind', ['a', 'b'], 'classes(2)', ['kind']),
      task('size', ['b'], 'number', ['y']),
      task('rest', ['c'], 'number', ['v']),
    ],
  });
  const { parameters, heads } = model(made);
  for (const { name, tensor, tasks } of parameters) {
    const reaching = made.tasks.filter((each) =>
      heads.some(
        (head) =>
          head.task === each.name &&
          orderNodes([head.output]).some(({ outputs }) => outputs.includes(tensor)),
      ),
    );
    expect(tasks, name).toEqual(reaching.map((each) => each.name));
  }
});

test('the slope of the summed losses of all networks is that of finite differences', () => {
  const made = model(pair(['batchNorm', ...two], 'parameters(first: 2)'));
  // Each network's loss weighs its outputs in another way, so that a slope of one alone would be seen.
  const loss = made.heads
    .map(({ output }, k) => sum(square(add(output, constant(k + 0.5)))))
    .map((each, k) => multiply(each, constant(k + 1)))
    .reduce((all, each) => add(all, each));
  const common = made.parameters.filter(({ block }) => block === 'a <-> b');
  expect(common.map(({ tensor }) => sizeOf(tensor.shape))).toEqual([3, 3, 12, 4]);
  const random = createLcg(3);
  const slopes = gradients(
    loss,
    common.map(({ tensor }) => tensor),
  );
  const values = Object.fromEntries(
    sourcesOf([loss, ...slopes]).map(([name, { shape }]) => [
      name,
      name === 'counted' ? [1, 1, 1, 0] : Array.from({ length: sizeOf(shape) }, () => 2 * random() - 1),
    ]),
  );
  const found = prepare(slopes)(values);
  const lossOf = prepare([loss]);
  for (const [index, { name }] of common.entries()) {
    for (const at of values[name]!.keys()) {
      const moved = (by: number) =>
        lossOf({ ...values, [name]: values[name]!.with(at, values[name]![at]! + by) })[0]![0]!;
      expect(found[index]![at], `${name} ${at}`).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5);
    }
  }
});
