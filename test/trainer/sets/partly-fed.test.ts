/** Inputs that a data set does not feed: its rows count for nothing that is gathered or agreed on from them. */
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { inputsUnder } from '../../../catalog/model/inputs-under';
import { runFiles } from '../../../contract/run-log';
import { loadCheckpoint } from '../../../trainer/src/checkpoint/save-checkpoint';
import { createLcg } from '../../support/lcg';
import { smallPlan } from '../../support/plan';
import { trainPlan } from '../train';
import { columnsIn, planOfSets } from './plans';

const random = createLcg(9);
const table = (rows: number) =>
  `a,b,kind\n${Array.from({ length: rows }, () => {
    const [a, b] = [3 + random(), random()];
    return [a, b, a > 3.5 ? 'yes' : 'no'].join(',');
  }).join('\n')}\n`;
const [one, two] = [table(24), table(40)];

const statesOf = (folder: string) => loadCheckpoint(join(folder, runFiles.checkpoint)).value!.states;

const text = (batch: number) => `
data whole { source: "whole.csv"; split: [100%, 0%, 0%] }
input x = whole[a, b] as numbers(scale: none)
input y = whole.b
shared seen(x) { dense(3); batchNorm; activation(tanh) }
shared other(y) { dense(2, tanh) }
task kind(seen) { predict: whole.kind as classes(2) }
task far(other) { predict: whole.kind as classes(2) }
train { batch: ${batch}; epochs: 1; seed: 2; optimizer: sgd(rate: 0.1) }`;

it('statistics of batches are those of the rows that have the input', async () => {
  const alone = await trainPlan(await planOfSets(text(24), one, { sets: { whole: one } }));
  const beside = await trainPlan(
    await planOfSets(text(64), one + two.replace(/.*\n/, ''), {
      sets: { one, two },
      inputs: { x: columnsIn(['a', 'b'], 'one'), y: columnsIn(['b'], 'two') },
      tasks: { kind: columnsIn(['kind'], 'one'), far: columnsIn(['kind'], 'two') },
    }),
  );
  const [wanted, found] = [statesOf(alone.folder), statesOf(beside.folder)];
  const own = Object.keys(wanted).filter((name) => name.startsWith('seen/') || name.startsWith('kind/'));
  expect(own.filter((name) => name.includes('batchNorm')).length).toBeGreaterThan(2);
  // Both took one step over the same 24 rows.
  for (const name of own) {
    const values = found[name] as Float32Array;
    for (const [place, value] of (wanted[name] as Float32Array).entries())
      expect(values[place]).toBeCloseTo(value, 5);
  }
  const steps = (run: typeof alone) => run.of('progress').map(({ losses }) => losses['kind']);
  expect(steps(beside)[0]).toBeCloseTo(steps(alone)[0]!, 5);
});

const pairText = (method: string) => `
data whole { source: "whole.csv"; split: [100%, 0%, 0%] }
input x = whole.a
input y = whole.b
network left(x) { dense(3, tanh) }
network right(y) { dense(3, tanh) }
task kind(left, right) { predict: whole.kind as classes(2) }
task far(y) { predict: whole.b as number }
cotrain left <-> right { task: kind; method: ${method}; rounds: 2 }
train { batch: 8; epochs: 2; seed: 2; optimizer: adam(rate: 0.05) }`;

/** Every third row of the one data set has no label, and the other one lacks the left network's input. */
const gaps = one
  .split('\n')
  .map((line, row) => (row % 3 === 2 ? line.replace(/yes|no/, '') : line))
  .join('\n');
const unlabelled = gaps.split('\n').filter((line) => line.endsWith(',')).length;
const pairPlan = (method: string, other = two) =>
  planOfSets(pairText(method), gaps, {
    sets: { one: gaps, two: other },
    inputs: { x: columnsIn(['a'], 'one'), y: columnsIn(['b'], 'one', 'two') },
    tasks: { kind: columnsIn(['kind'], 'one'), far: columnsIn(['b'], 'two') },
  });

test('labels are passed on for rows that have the inputs of all networks', async () => {
  const { of, end } = await trainPlan(await pairPlan('propagation'));
  expect(end.status).toBe('completed');
  expect(unlabelled).toBe(8);
  expect(of('round')[0]!.pool).toBe(unlabelled);
});

test.each(['mutual', 'deepCotraining'])('networks need not agree on other rows: %s', async (method) => {
  // Without a task on them, rows of the other data set have nothing to say to anyone.
  const alone = (plan: Awaited<ReturnType<typeof pairPlan>>) => ({
    ...plan,
    tasks: plan.tasks.filter(({ name }) => name === 'kind'),
    inputs: plan.inputs.map((input) =>
      input.name === 'x' ? input : { ...input, type: { ...input.type, args: { scale: 'none' } } },
    ),
  });
  const moved = two.replaceAll(/,0\./g, ',7.');
  const [plain, other] = [
    await trainPlan(alone(await pairPlan(method))),
    await trainPlan(alone(await pairPlan(method, moved))),
  ];
  expect(other.end.status).toBe('completed');
  expect(statesOf(other.folder)).toEqual(statesOf(plain.folder));
});

test('what stands on which inputs', () => {
  const plan = smallPlan();
  expect(inputsUnder(plan, 'x')).toEqual(['x']);
  expect(inputsUnder(plan, 'trunk')).toEqual(['x']);
  expect(inputsUnder(plan, 'c')).toEqual(['x']);
  expect(inputsUnder(plan, 'left <-> right')).toEqual([]);
});
