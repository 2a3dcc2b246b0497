/** Inputs of blocks that start from another run are encoded as that run encoded them. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFiles } from '../../../contract/run-log';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, trainPlan, type TrainedRun } from '../train';
import { experiment, first, layers, planFrom, scaling, second, sum, train } from './runs';

const words = (file: string) => `data d { source: "${file}"; split: [80%, 20%, 0%] }
      input w = d.text as tokens(length: 3, vocabulary: 6)
      shared trunk(w) { embedding(4); flatten; dense(5) }
      task n(trunk) { predict: d.n as number }
      train { epochs: 2; batch: 10 }`;
const lines = (all: readonly string[]) =>
  `text,n\n${Array.from({ length: 40 }, (_, row) => `${all[row % 3]} ${all[row % 2]},${row % 3}`).join('\n')}\n`;
const vocabulary = ({ folder: path }: TrainedRun) => readFileSync(join(path, runFiles.vocabularies), 'utf8');

const stepsAndPlaces = (file: string) => `data d { source: "${file}"; split: [80%, 20%, 0%] }
      input s = d[s1..s4] as sequence(2, 2)
      input place = d.place as category
      shared steps(s) { lstm(3); flatten }
      shared places(place) { embedding(2); flatten }
      task n(steps, places) { concat; predict: d.n as number }
      train { epochs: 2; batch: 10 }`;
const tableOf = (more: number, all: readonly string[]) =>
  `s1,s2,s3,s4,place,n\n${Array.from({ length: 40 }, (_, row) => [row + more, row % 7, row % 5, more, all[row % 3], row % 4].join()).join('\n')}\n`;

describe('encodings', () => {
  it('are those of the run, for each input that the block reads itself', async () => {
    const a = await train(first);
    const b = await trainPlan(await planFrom(second, a));
    expect(scaling(b)).toEqual(scaling(a));
  });

  it('are made anew where the input is of another type, with a word about it', async () => {
    const a = await train(first);
    const b = await trainPlan(await planFrom(second.replace('as numbers', 'as numbers(scale: minmax)'), a));
    expect(b.of('notice').map(({ problem }) => problem.code)).toEqual(['MTL7102']);
    expect(b.end.status).toBe('completed');
    const named = await trainPlan(
      await planFrom(second.replace('input x', 'input y').replace('(x)', '(y)'), a),
    );
    expect(named.of('notice').map(({ problem }) => problem.code)).toEqual(['MTL7102']);
    rmSync(join(a.folder, runFiles.scalings));
    const old = await trainPlan(await planFrom(second, a));
    expect(old.of('notice').map(({ problem }) => problem.code)).toEqual(['MTL7102']);
  });

  it('of words are those of the run', async () => {
    const folder = temporaryFolder({
      'a.csv': lines(['red', 'green', 'blue']),
      'b.csv': lines(['blue', 'pink', 'red']),
    });
    const a = await trainPlan(await planOf(words('a.csv'), folder));
    const plan = await planOf(words('b.csv'), folder);
    const b = await trainPlan({ ...plan, blocks: [{ ...plan.blocks[0]!, from: a.folder, freeze: 'all' }] });
    expect(vocabulary(b)).toBe(vocabulary(a));
    const own = await trainPlan(plan);
    expect(vocabulary(own)).not.toBe(vocabulary(a));
  });

  it('of steps and of categories are those of the run', async () => {
    const folder = temporaryFolder({
      'a.csv': tableOf(0, ['east', 'west', 'north']),
      'b.csv': tableOf(50, ['south', 'west', 'north']),
    });
    const a = await trainPlan(await planOf(stepsAndPlaces('a.csv'), folder));
    const plan = await planOf(stepsAndPlaces('b.csv'), folder);
    const from = (names: readonly string[]) => ({
      ...plan,
      blocks: plan.blocks.map((block) => (names.includes(block.name) ? { ...block, from: a.folder } : block)),
    });
    const [own, steps, both] = [
      await trainPlan(plan),
      await trainPlan(from(['steps'])),
      await trainPlan(from(['steps', 'places'])),
    ];
    expect(scaling(steps)).toEqual(scaling(a));
    expect(scaling(own)).not.toEqual(scaling(a));
    expect([vocabulary(steps), vocabulary(both)]).toEqual([vocabulary(own), vocabulary(a)]);
    expect(both.of('notice')).toEqual([]);
  });

  it('of two runs cannot both be kept', async () => {
    const [a, b] = [await train(first), await train(second)];
    const both = experiment(
      'b.csv',
      layers,
      `shared side(x) { dense(8, tanh) }\n${sum.replace('trunk', 'trunk, side').replace('{', '{ concat;')}`,
    );
    const plan = await planFrom(both, a);
    const [trunk, side] = plan.blocks;
    const c = await trainPlan({ ...plan, blocks: [trunk!, { ...side!, from: b.folder }] });
    expect(c.of('notice').map(({ problem }) => problem.code)).toEqual(['MTL7104']);
    expect(scaling(c)).toEqual(scaling(a));
  });
});
