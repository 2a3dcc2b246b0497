/** Blocks of every sharing are trained: what belongs to a task is left alone without it, and the file predicts what was measured. */
import { isDeepStrictEqual } from 'node:util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../catalog';
import { buildModel } from '../../catalog/model/build-model';
import { runFiles } from '../../contract/run-log';
import { feed } from '../../graph';
import { call } from '../catalog/plans';
import { batch, executors, openTraining, twoTasks } from './program/two-tasks';
import { trainPlan } from './train';

const sharings = [
  ...Object.values(catalog.sharings).map(({ example }) => example),
  'dselectK(experts: 3, by: row)',
];

const planOf = async (sharing: string, weighting = 'uncertainty') => {
  const plan = await twoTasks({ optimizer: 'adam(rate: 0.1)', weighting }, 'partly');
  const [trunk] = plan.blocks;
  const layers = [...trunk!.layers, call('layers', 'batchNorm'), call('layers', 'dense(4, tanh)')];
  return { ...plan, blocks: [{ ...trunk!, layers, sharing: call('sharings', sharing) }] };
};

describe.each(executors)('on $name', (executor) => {
  it.each(sharings)(
    '%s: a batch without a label of a task changes nothing that is its own',
    async (sharing) => {
      for (const weighting of ['uncertainty', 'mgda']) {
        const plan = await planOf(sharing, weighting);
        const counted = feed('counted', [batch]);
        const model = buildModel(plan, { rows: batch, training: true, counted });
        const ofRight = [...model.parameters, ...model.statistics]
          .filter(({ tasks }) => tasks.join() === 'right')
          .map(({ name }) => name);
        const { step, states } = await openTraining(plan, executor);
        await step({ left: 1, right: 1 });
        const before = await states();
        await step({ left: 1, right: 0 });
        const after = await states();
        const changed = Object.keys(after).filter((name) => !isDeepStrictEqual(after[name], before[name]));
        const own = (name: string) => ofRight.includes(name.replace(/^optimizer\/\w+\//, ''));
        expect(changed.filter(own)).toEqual([]);
        expect(ofRight.length).toBeGreaterThan(3);
        // What is of all moves on, and so does what is of the other task.
        const others = model.parameters.filter(
          ({ name, tasks }) => tasks.includes('left') && !name.endsWith('bias'),
        );
        expect(changed).toEqual(expect.arrayContaining(others.map(({ name }) => name)));
      }
    },
  );
});

it.each(sharings)('%s: runs are the same to the last digit, and their file predicts', async (sharing) => {
  const plan = await planOf(sharing);
  const [run, again] = [await trainPlan(plan), await trainPlan(plan)];
  expect(run.end.status).toBe('completed');
  expect(again.end.results).toEqual(run.end.results);
  expect(again.of('epoch').map(({ total }) => total)).toEqual(run.of('epoch').map(({ total }) => total));

  const table = readFileSync(join(plan.directory, 'd.csv'), 'utf8').trim().split('\n').slice(1);
  const rows = table.map((line) => line.split(','));
  const session = await InferenceSession.create(join(run.folder, runFiles.model));
  const x = Float32Array.from(rows.flatMap(([a, b]) => [Number(a), Number(b)]));
  const { left } = await session.run({ x: new Tensor('float32', x, [rows.length, 2]) });
  const classes = run.start.tasks[0]!.classes!;
  const probabilities = left!.data as Float32Array;
  const isHit = (truth: string, row: number) =>
    classes[probabilities[2 * row]! > probabilities[2 * row + 1]! ? 0 : 1] === truth;
  const hits = rows.filter(([, , truth], row) => truth !== '' && isHit(truth!, row)).length;
  // Both parts of the data together are all rows.
  const { train, validation } = run.end.results;
  const counts = { train: 0, validation: 0 };
  for (const part of ['train', 'validation'] as const) counts[part] = run.start.tasks[0]!.labelled![part]!;
  const told = (results: typeof train, count: number) => results!['left']!['accuracy']! * count;
  expect(hits).toBeCloseTo(told(train, counts.train) + told(validation, counts.validation), 4);
});
