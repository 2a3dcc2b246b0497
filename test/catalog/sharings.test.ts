/** Sharings: shapes, counts and owners of parameters, and the closed forms in which one sharing is another. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { isMisfit } from '../../catalog/declaration';
import { buildModel } from '../../catalog/model/build-model';
import { describeArchitecture } from '../../catalog/model/describe-architecture';
import { render } from '../../contract/text';
import { feed, orderNodes, sizeOf } from '../../graph';
import { createLcg } from '../support/lcg';
import { maskOf } from './cases';
import { evaluate, sourcesOf } from './evaluate';
import { block, call, input, numerals, plan, task } from './plans';
import { share, tryToShare, type Shared } from './share';

const row = { tensor: feed('x', [3, 5]) };
const two = ['dense(4, tanh)', 'dense(2)'];
/** Numbers in one copy of these layers. */
const inTwo = 5 * 4 + 4 + (4 * 2 + 2);

const countOf = ({ parameters }: Shared): number =>
  parameters.reduce((all, { tensor }) => all + sizeOf(tensor.shape), 0);

describe('parameters', () => {
  it.each([
    ['hard', inTwo],
    ['mmoe(experts: 3)', 3 * inTwo + 2 * 5 * 3],
    ['cgc(shared: 2, own: 1)', 4 * inTwo + 2 * 5 * 3],
    // The second level reads 2 features: its experts are smaller. The shared gate is over all four experts.
    ['ple(levels: 2, shared: 2, own: 1)', 4 * inTwo + 4 * (2 * 4 + 4 + 10) + 2 * 5 * 3 + 5 * 4 + 2 * 2 * 3],
    ['dselectK(experts: 4, k: 2, by: row)', 4 * inTwo + 2 * (5 * 4 + 4 + 5 * 2)],
    ['dselectK(experts: 3, k: 1, by: task)', 3 * inTwo + 2 * (2 + 1)],
    ['crossStitch', 2 * inTwo + 2 * 2 * 2],
    [
      'mtan',
      // The layers, the second of them once more for all, and for each task two layers that look at 4 and at 2 + 2 features.
      inTwo + 10 + 2 * (4 * 4 + 4 + (4 * 4 + 4) + (4 * 2 + 2) + (2 * 2 + 2)),
    ],
  ])('of %s', (sharing, count) => {
    const made = share(sharing, two, row);
    expect(countOf(made)).toBe(count);
    expect(made.layers.reduce((all, { parameters }) => all + parameters, made.sharing)).toBe(count);
    expect(made.outputs.map(({ shape }) => shape)).toEqual([
      [3, 2],
      [3, 2],
    ]);
  });

  it('belong to the tasks whose flows they reach, in every sharing and on everything it can read', () => {
    const sharings = [
      ...Object.values(catalog.sharings).map(({ example }) => example),
      'ple(levels: 1, shared: 1, own: 1)',
      'ple(levels: 3, shared: 1, own: 1)',
      'ple(levels: 4, shared: 2, own: 2)',
      'ple(levels: 3, shared: 0, own: 2)',
      'ple(levels: 3, shared: 2, own: 0)',
      'cgc(shared: 0, own: 2)',
      'dselectK(experts: 3, k: 3, by: row)',
      'mmoe(experts: 1)',
    ];
    const apart = { a: { tensor: feed('xa', [3, 5]) }, b: { tensor: feed('xb', [3, 5]) }, c: row };
    for (const sharing of sharings)
      for (const reading of [row, apart])
        for (const tasks of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
          const made = tryToShare(sharing, two, reading, tasks);
          if (isMisfit(made)) continue;
          const reached = made.outputs.map((output) => new Set(sourcesOf([output]).map(([name]) => name)));
          for (const { name, tasks: owners } of made.parameters)
            expect([sharing, name, owners]).toEqual([
              sharing,
              name,
              tasks.filter((_, index) => reached[index]!.has(name)),
            ]);
        }
  });
});

/** Values of all sources, by name: the same name has the same values. */
function valuesOf(outputs: Shared['outputs'], given: Readonly<Record<string, readonly number[]>> = {}) {
  return Object.fromEntries(
    sourcesOf(outputs).map(([name, { shape }]) => {
      const random = createLcg(
        [...name].reduce((all, letter) => (all * 31 + letter.charCodeAt(0)) % 9973, 7),
      );
      return [name, given[name] ?? Array.from({ length: sizeOf(shape) }, () => 2 * random() - 1)];
    }),
  );
}

const computed = (made: Shared, given?: Readonly<Record<string, readonly number[]>>) =>
  evaluate(made.outputs, valuesOf(made.outputs, given));
const close = (numbers: readonly (readonly number[])[]) =>
  numbers.map((each) => each.map((number) => expect.closeTo(number, 10)));

/** The values that the parameters of `from` have, for those of `to` whose names begin in other ways. */
const renamed = (from: Shared, starts: Readonly<Record<string, string>>) => {
  const values = valuesOf(from.outputs);
  return Object.fromEntries(
    Object.entries(starts).flatMap(([start, now]) =>
      Object.entries(values).flatMap(([name, numbers]) =>
        name.startsWith(start) ? [[now + name.slice(start.length), numbers]] : [],
      ),
    ),
  );
};

describe('one sharing is another', () => {
  const hard = share('hard', two, row);
  const [ofHard] = computed(hard);

  it.each([
    ['mmoe(experts: 1)', { 'trunk/': 'trunk/expert1/' }],
    ['cgc(shared: 1, own: 0)', { 'trunk/': 'trunk/shared1/' }],
    ['ple(levels: 1, shared: 1, own: 0)', { 'trunk/': 'trunk/level1/shared1/' }],
  ])('%s is hard', (sharing, starts) => {
    const made = share(sharing, two, row);
    expect(computed(made, renamed(hard, starts))).toEqual(close([ofHard!, ofHard!]));
  });

  const apart = share('cgc(shared: 0, own: 1)', two, row);

  it('crossStitch of the identity is layers for each task, as cgc without shared experts is', () => {
    const made = share('crossStitch', two, row);
    const own = renamed(apart, { 'trunk/a/own1/': 'trunk/a/', 'trunk/b/own1/': 'trunk/b/' });
    const identity = Object.fromEntries(
      [1, 2].flatMap((stage) => [
        [`trunk/a/stitch${stage}/weight`, [1, 0]],
        [`trunk/b/stitch${stage}/weight`, [0, 1]],
      ]),
    );
    expect(computed(made, { ...own, ...identity })).toEqual(close(computed(apart)));
    expect(computed(apart)[0]).not.toEqual(close([computed(apart)[1]!])[0]);
  });

  it('crossStitch that takes half of each gives both tasks the same', () => {
    const made = share('crossStitch', two, row);
    const half = Object.fromEntries(
      [1, 2].flatMap((stage) =>
        ['a', 'b'].map((each) => [`trunk/${each}/stitch${stage}/weight`, [0.5, 0.5]]),
      ),
    );
    const [a, b] = computed(made, half);
    expect(a).toEqual(close([b!])[0]);
  });

  it.each(['mmoe(experts: 3)', 'cgc(shared: 2, own: 1)'])(
    'a gate of equal logits takes the mean of the experts: %s',
    (sharing) => {
      const made = share(sharing, two, row);
      const gates = { 'trunk/a/gate/weight': Array<number>(15).fill(0) };
      const experts =
        sharing === 'mmoe(experts: 3)' ? ['expert1', 'expert2', 'expert3'] : ['shared1', 'shared2', 'a/own1'];
      const alone = experts.map((expert) => {
        const starts = { [`trunk/${expert}/`]: 'trunk/' };
        return computed(hard, renamed(made, starts))[0]!;
      });
      const mean = alone[0]!.map((_, i) => alone.reduce((all, each) => all + each[i]!, 0) / 3);
      expect(computed(made, gates)[0]).toEqual(close([mean])[0]);
    },
  );

  it('masks of one half halve the features', () => {
    const made = share('mtan', ['dense(2)'], row);
    const half = Object.fromEntries(
      ['a', 'b'].flatMap((each) => [
        [`trunk/${each}/attention1/second/weight`, Array<number>(4).fill(0)],
        [`trunk/${each}/attention1/second/bias`, [0, 0]],
      ]),
    );
    const plain = share('hard', ['dense(2)'], row);
    expect(computed(made, half)[0]).toEqual(close([computed(plain)[0]!.map((x) => x / 2)])[0]);
  });
});

describe('dselectK', () => {
  const x = { tensor: feed('x', [3, 5]) };
  const made = share('dselectK(experts: 4, k: 2, by: task)', two, x);
  /** z of selectors 1 and 2, digits from the lowest; α as logits. */
  const selecting = (z: readonly number[], alpha: readonly number[]) => ({
    'trunk/a/gate/z': z,
    'trunk/a/gate/alpha': alpha,
  });
  const expert = (number: number) =>
    computed(share('hard', two, x), renamed(made, { [`trunk/expert${number}/`]: 'trunk/' }))[0]!;

  it('whose digits are all decided reads exactly those experts', () => {
    // Digits 10 (the lowest first) are expert 2, and 11 expert 4; softmax(log 3, 0) is (¾, ¼).
    const given = selecting([0.5, -0.5, 0.5, 0.5], [Math.log(3), 0]);
    const [a] = computed(made, given);
    const [second, fourth] = [expert(2), expert(4)];
    expect(a).toEqual(close([second.map((value, i) => 0.75 * value + 0.25 * fourth[i]!)])[0]);
    // Nothing is left to decide, so that nothing is asked for.
    expect(penaltyOf(given)).toBeCloseTo(0, 10);
  });

  it('in the middle takes the mean of all experts, with the largest entropy', () => {
    const given = selecting([0, 0, 0, 0], [1, -1]);
    const all = [1, 2, 3, 4].map(expert);
    expect(computed(made, given)[0]).toEqual(
      close([all[0]!.map((_, i) => all.reduce((sum, each) => sum + each[i]! / 4, 0))])[0],
    );
    expect(penaltyOf(given)).toBeCloseTo(0.001 * 2 * Math.log(4), 10);
  });

  it('passes by the smooth step in between', () => {
    // S(¼) = -2/64 + 3/8 + ½ = .84375 for γ = 1.
    const step = 0.84375;
    const r = [(1 - step) * 1, step * 1, 0, 0];
    const given = selecting([0.25, -0.5, 0.25, -0.5], [0, 0]);
    const entropy = -r.reduce((all, p) => (p > 0 ? all + p * Math.log(p) : all), 0);
    expect(penaltyOf(given)).toBeCloseTo(0.001 * 2 * entropy, 10);
    const [first, second] = [expert(1), expert(2)];
    expect(computed(made, given)[0]).toEqual(
      close([first.map((value, i) => r[0]! * value + r[1]! * second[i]!)])[0],
    );
  });

  function penaltyOf(given: Readonly<Record<string, readonly number[]>>): number {
    const [penalty] = made.penalties;
    return evaluate([penalty!], valuesOf([penalty!], given))[0]![0]!;
  }

  it('keeps away from codes that no expert has: 1 / Σ r is 1 for experts, and large beyond', () => {
    const three = share('dselectK(experts: 3, k: 1, by: task)', two, x);
    const penaltyAt = (z: readonly number[]) => {
      const [penalty] = three.penalties;
      return evaluate([penalty!], valuesOf([penalty!], { 'trunk/a/gate/z': z }))[0]![0]!;
    };
    expect(penaltyAt([0.5, -0.5])).toBeCloseTo(1, 10);
    // Σ r is what the code 11 leaves: 1 - S(.4)², S(.4) = -2 · .064 + .6 + .5 = .972.
    const entropies = [0.028 * 0.028, 0.972 * 0.028, 0.028 * 0.972].map((p) => -p * Math.log(p));
    const entropy = entropies.reduce((all, each) => all + each);
    expect(penaltyAt([0.4, 0.4])).toBeCloseTo(1 / (1 - 0.972 ** 2) + 0.001 * entropy, 8);
  });

  it('counts rows that fill a batch up for nothing', () => {
    const byRow = share('dselectK(experts: 4, k: 2, by: row)', two, x);
    const [penalty] = byRow.penalties;
    const at = (counted: readonly number[], last: number) =>
      evaluate(
        [penalty!],
        valuesOf([penalty!], {
          counted,
          x: [0.1, 0.2, 0.3, -0.1, 0, 0.2, 0, 0.1, 0.1, 0.1, last, last, 0, 0, 0],
          'trunk/a/gate/z/weight': Array.from({ length: 20 }, (_, i) => 0.1 * Math.sin(i)),
          'trunk/a/gate/z/bias': [0, 0, 0, 0],
        }),
      )[0]![0]!;
    expect(at([1, 1, 0], 3)).toBeCloseTo(at([1, 1, 0], 0), 12);
    expect(at([1, 1, 1], 3)).not.toBeCloseTo(at([1, 1, 1], 0), 8);
  });

  it('asks for nothing where predictions are made', () => {
    const predicted = buildModel(sharedNumerals('dselectK'), { rows: 2, training: false });
    expect(predicted.penalties).toEqual([]);
  });
});

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
