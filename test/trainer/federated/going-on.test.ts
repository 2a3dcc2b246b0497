/** A federated run that is stopped anywhere goes on to the same numbers, and what is stopped in a round has the model of the round's beginning. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Plan } from '../../../contract/plan';
import { runFiles } from '../../../contract/run-log';
import { loadCheckpoint } from '../../../trainer/src/checkpoint/save-checkpoint';
import { openRunLog } from '../../../trainer/src/run-log';
import { trainRun } from '../../../trainer/src/train-run';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, resumeRun, trainPlan } from '../train';
import { experiment, hospitals, learnedOf } from './hospitals';

const text = (federated: string) =>
  experiment({
    split: '[70%, 30%, 0%]',
    trunk: 'dense(4, tanh); batchNorm; dropout(20%)',
    tasks: 'task y(trunk) { predict: d.y as number }\ntask z(trunk) { predict: d.z as number }',
    train: `optimizer: adam(rate: 0.02); schedule: onPlateau(patience: 1); weighting: uncertainty; batch: 4; epochs: 2; device: cpu; ${federated}`,
  });

/** Stops a run after so many calls of the engine. */
async function stopAfterGroups(plan: Plan, groups: number): Promise<{ readonly folder: string }> {
  const folder = join(temporaryFolder(), 'run');
  mkdirSync(folder);
  writeFileSync(join(folder, runFiles.plan), JSON.stringify(plan));
  let asked = 0;
  const control = {
    stopRequested: false,
    takeCheckpointRequest: () => ((control.stopRequested = ++asked >= groups), false),
  };
  const log = openRunLog(join(folder, runFiles.log), () => undefined);
  expect(await trainRun(folder, plan, log, control)).toBe('stopped');
  log.close();
  return { folder };
}

const logOf = (folder: string): readonly object[] =>
  readFileSync(join(folder, runFiles.log), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ kind }) => kind === 'epoch' || kind === 'federated')
    .map((event) => ({ ...event, time: 0, sequence: 0 }));

it.each([
  ['average(rounds: 4, fraction: 60%, momentum: 0.5)', 'progress'],
  ['average(rounds: 4, fraction: 60%, momentum: 0.5)', 'epoch'],
  ['adaptive(rounds: 3)', 'federated'],
  ['prox(rounds: 3, mu: 0.5)', 'progress'],
] as const)('%s, stopped after %s', async (federated, stopAfter) => {
  const plan = await planOf(text(`federated: ${federated}`), temporaryFolder({ 'd.csv': hospitals() }));
  const whole = await trainPlan(plan);
  expect(whole.end.status).toBe('completed');
  const stopped = await trainPlan(plan, stopAfter);
  expect(stopped.end.status).toBe('stopped');
  expect(learnedOf(stopped)).not.toEqual(learnedOf(whole));
  expect(await resumeRun(stopped.folder, plan)).toBe('completed');
  expect(learnedOf(stopped)).toEqual(learnedOf(whole));
  expect(logOf(stopped.folder)).toEqual(logOf(whole.folder));
});

it('goes on from every part of a round', async () => {
  const federated = 'average(rounds: 3, momentum: 0.5); privacy: gaussian(clip: 0.05, noise: 0.1)';
  const written = text(`federated: ${federated}`)
    .replace('batchNorm; ', '')
    .replace('onPlateau(patience: 1)', 'cosine');
  const plan = await planOf(written, temporaryFolder({ 'd.csv': hospitals() }));
  const whole = await trainPlan(plan);
  const places = new Set<string>();
  for (const groups of [2, 5, 9, 14, 20, 26]) {
    const { folder } = await stopAfterGroups(plan, groups);
    const { place } = loadCheckpoint(join(folder, runFiles.checkpoint)).value!;
    places.add(`${place!.federation!.round} ${place!.federation!.visit}`);
    expect(await resumeRun(folder, plan)).toBe('completed');
    expect(learnedOf({ folder })).toEqual(learnedOf(whole));
    expect(logOf(folder)).toEqual(logOf(whole.folder));
  }
  expect(places.size).toBeGreaterThan(4);
});

it('what is stopped in the first round has learned nothing of a single participant', async () => {
  const written = text('federated: average(rounds: 3); privacy: gaussian(clip: 1, noise: 1)')
    .replace('batchNorm; ', '')
    .replace('onPlateau(patience: 1)', 'cosine');
  const plan = await planOf(written, temporaryFolder({ 'd.csv': hospitals() }));
  const stopped = await trainPlan(plan, 'progress');
  expect(stopped.end.status).toBe('stopped');
  const { train } = stopped.end.results;
  const start = await trainPlan(
    {
      ...plan,
      train: {
        ...plan.train,
        optimizer: { ...plan.train.optimizer, args: { ...plan.train.optimizer.args, rate: 1e-12 } },
      },
    },
    'progress',
  );
  expect(train!['y']!.loss).toBeCloseTo(start.end.results.train!['y']!.loss!, 6);
});
