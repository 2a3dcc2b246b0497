/** Sharings: shapes, counts and owners of parameters, and the closed forms in which one sharing is another. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../catalog';
import { isMisfit } from '../../catalog/declaration';
import { feed, sizeOf } from '../../graph';
import { sourcesOf } from './evaluate';
import { share, tryToShare, type Shared } from './share';
import { close, computed, renamed } from './shared-values';

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
