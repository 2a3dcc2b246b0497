/** Runs over several data sets: how often their rows come, and where a run goes on that was stopped in the midst of an epoch. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '../../../contract/plan';
import { runFiles } from '../../../contract/run-log';
import { loadCheckpoint } from '../../../trainer/src/checkpoint/save-checkpoint';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { call } from '../../catalog/plans';
import { createLcg } from '../../support/lcg';
import { temporaryFolder } from '../../support/temporary-folder';
import { resumeRun, trainPlan } from '../train';
import { columnsIn, planOfSets } from './plans';

const random = createLcg(7);
const table = (rows: number, slope: number) =>
  `a,b,y\n${Array.from({ length: rows }, () => {
    const [a, b] = [random(), random()];
    return [a, b, slope * a - b].join(',');
  }).join('\n')}\n`;

const text = `
data whole { source: "whole.csv"; split: [80%, 20%, 0%] }
input x = whole[a, b] as numbers
shared trunk(x) { dense(8, tanh) }
task few(trunk) { predict: whole.y as number }
task many(trunk) { predict: whole.y as number }
train { batch: 8; epochs: 12; seed: 5; optimizer: adam(rate: 0.01) }`;

/** 64 training rows of the one, 256 of the other. */
const [one, two] = [table(80, 1), table(320, -2)];
const planBy = (sampling: string | undefined, change: Partial<Plan['train']> = {}) =>
  planOfSets(text, one, {
    sets: { one, two },
    inputs: { x: columnsIn(['a', 'b'], 'one', 'two') },
    tasks: { few: columnsIn(['y'], 'one'), many: columnsIn(['y'], 'two') },
    train: { ...change, ...(sampling === undefined ? {} : { sampling: call('samplings', sampling) }) },
  });

const statesOf = (folder: string) => loadCheckpoint(join(folder, runFiles.checkpoint)).value!;

test('proportional is what a plan without sampling does, to the last bit', async () => {
  const [without, proportional] = [
    await trainPlan(await planBy(undefined)),
    await trainPlan(await planBy('proportional')),
  ];
  expect(statesOf(proportional.folder).states).toEqual(statesOf(without.folder).states);
});

/** Of 320 rows a third and two thirds by the roots 8 and 16, which are rounded. */
test.each([
  ['uniform', [160, 160]],
  ['temperature(2)', [107, 213]],
  ['roundRobin', [160, 160]],
] as const)('an epoch by %s has rows of each as its shares say, and trains', async (sampling, counts) => {
  const plan = await planBy(sampling, { epochs: 3 });
  const { value: rows } = await loadRows(plan);
  const slices = await rows!.walkEpochs({ seed: 5, first: 2, end: 3 }).take(320);
  const taken = [0, 0];
  for (const { chosen } of slices) for (const row of chosen) taken[row < 80 ? 0 : 1]! += 1;
  expect(taken).toEqual(counts);
  const run = await trainPlan(plan);
  expect(run.end.status).toBe('completed');
  const [begin, end] = [run.of('epoch')[0]!, run.of('epoch').at(-1)!];
  for (const task of ['few', 'many']) {
    expect(end.results.validation![task]!['loss']!).toBeLessThan(begin.results.validation![task]!['loss']!);
  }
});

test.each(['temperature(2)', 'roundRobin'])(
  'a run by %s that is stopped within an epoch and resumed has the numbers of one that was not',
  async (sampling) => {
    const plan = await planBy(sampling);
    const whole = await trainPlan(plan);
    const stopped = await trainPlan(plan, 'progress');
    expect(stopped.end.status).toBe('stopped');
    const { folder } = stopped;
    expect(statesOf(folder).moment.step % 40).not.toBe(0);
    expect(await resumeRun(folder, plan)).toBe('completed');
    expect(statesOf(folder).moment).toEqual(statesOf(whole.folder).moment);
    expect(statesOf(folder).states).toEqual(statesOf(whole.folder).states);
  },
);

const room = () => ({ scratch: temporaryFolder(), memory: 1 });

test('rows on disk have no other sampling than one that takes all', async () => {
  const { value } = await loadRows(await planBy('temperature(1)'), room());
  expect(value!.rowsIn).toBe('disk');
  await value!.close();
  expect((await loadRows(await planBy('uniform'), room())).problems).toMatchObject([{ code: 'MTL7093' }]);
});
