/** What a Compare panel is told of the runs of an experiment: real folders, logs that grow, break off and go away. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ComparedExperiment, mostRuns } from '../../client/src/features/compare-runs/compared-experiment';
import type { RunEvent } from '../../contract/run-log';
import { planText } from '../../runs/plan-text';
import { EventEmitter } from '../support/event-emitter';
import { smallPlan } from '../support/plan';
import { numeralsRun } from '../support/synthetic-runs';
import { startStandIn } from '../support/stand-in-trainer';
import { temporaryFolder } from '../support/temporary-folder';

vi.mock('vscode', async () => ({
  ...(await import('../support/event-emitter')),
  env: { language: 'en' },
}));

const lines = (events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const whole = numeralsRun({ epochs: 3, stepsPerEpoch: 4, every: 2, end: { status: 'completed' } });
const patience = { timeout: 10_000 };

/** Writes the folder of a run of `a.mtl`; `minute` is when it began. */
function writeRun(root: string, name: string, minute: number, events: readonly RunEvent[] = whole, seed = 7) {
  const folder = join(root, 'runs', name);
  mkdirSync(folder, { recursive: true });
  const plan = { ...smallPlan(), file: 'a.mtl' };
  writeFileSync(join(folder, 'plan.json'), planText({ ...plan, train: { ...plan.train, seed } }));
  const shifted = events.map((event) => ({ ...event, time: event.time + minute * 60_000 }));
  if (events.length > 0) writeFileSync(join(folder, 'run.jsonl'), lines(shifted));
  return folder;
}

function watch(root: string, names?: ReadonlySet<string>, elsewhere: readonly string[] = []) {
  const changes = new EventEmitter<void>();
  const runs = { onDidChange: changes.event as never, elsewhere: () => Promise.resolve(elsewhere) };
  const experiment = new ComparedExperiment(join(root, 'a.mtl'), runs, names);
  onTestFinished(() => experiment.dispose());
  const states = () =>
    experiment.comparison?.runs.map(({ run, state }) => [run.slice(root.length + 6), state]);
  const next = (name: string) => experiment.log(join(root, 'runs', name))?.next;
  return { changes, experiment, states, next };
}

test('the runs, newest first, their names, and the settings in which they differ', async () => {
  const root = temporaryFolder();
  writeRun(root, '2026-11-26T12-00-00-a', 0);
  writeRun(root, '2026-11-26T12-05-00-a', 5, whole, 8);
  const { experiment, next } = watch(root);
  await vi.waitFor(() => expect(next('2026-11-26T12-00-00-a')).toBe(whole.length), patience);
  expect(experiment.comparison).toMatchObject({
    file: 'a.mtl',
    older: 0,
    runs: [
      { name: expect.stringMatching(/12:05$/), state: 'completed', problems: [] },
      { name: expect.stringMatching(/12:00$/), state: 'completed', problems: [] },
    ],
    settings: [{ name: 'train.seed', values: ['8', '7'] }],
  });
  expect(experiment.isAlive(experiment.comparison!.runs[0]!.run)).toBe(false);
});

test('a run grows from before its first word to its end, which its process has to leave behind', async () => {
  const root = temporaryFolder();
  const folder = writeRun(root, 'growing', 0, []);
  const leave = await startStandIn(folder);
  const { experiment, states, next } = watch(root);
  await vi.waitFor(() => expect(states()).toEqual([['growing', 'preparing']]), patience);
  const grown: string[] = [];
  experiment.onDidGrow((run) => grown.push(run));
  writeFileSync(join(folder, 'run.jsonl'), lines(whole.slice(0, 4)));
  await vi.waitFor(() => expect(states()).toEqual([['growing', 'running']]), patience);
  await vi.waitFor(() => expect(next('growing')).toBe(4), patience);
  expect([grown.at(-1), experiment.isAlive(folder)]).toEqual([folder, true]);
  appendFileSync(join(folder, 'run.jsonl'), lines(whole.slice(4)));
  await vi.waitFor(() => expect(next('growing')).toBe(whole.length), patience);
  await leave();
  // Nobody says so: the end in the log is reason enough to look.
  await vi.waitFor(() => expect(states()).toEqual([['growing', 'completed']]), patience);
  await vi.waitFor(() => expect(experiment.isAlive(folder)).toBe(false), patience);
  expect(next('growing')).toBe(whole.length);
});

test('a run that goes on after its end is told anew', async () => {
  const root = temporaryFolder();
  const folder = writeRun(root, 'a', 0);
  const { changes, experiment, next } = watch(root);
  await vi.waitFor(() => expect(next('a')).toBe(whole.length), patience);
  const before = experiment.log(folder);
  await startStandIn(folder);
  changes.fire();
  await vi.waitFor(() => expect(experiment.isAlive(folder)).toBe(true), patience);
  expect(experiment.log(folder)).not.toBe(before);
  await vi.waitFor(() => expect(next('a')).toBe(whole.length), patience);
});

test('a run that cannot be read says why, and one that is deleted is gone', async () => {
  const root = temporaryFolder();
  writeRun(root, 'a', 0);
  writeRun(root, 'empty', 0, []);
  const broken = writeRun(root, 'broken', 1);
  appendFileSync(join(broken, 'run.jsonl'), '{"kind":\n{}\n');
  const { changes, experiment, states } = watch(root);
  const problems = () => experiment.comparison?.runs.map((run) => run.problems.map(({ code }) => code));
  await vi.waitFor(() => expect(problems()).toEqual([['MTL8006', 'MTL8006'], [], ['MTL8029']]), patience);
  expect(states()).toEqual([
    ['broken', 'completed'],
    ['a', 'completed'],
    ['empty', 'lost'],
  ]);
  rmSync(join(root, 'runs', 'empty'), { recursive: true });
  rmSync(broken, { recursive: true });
  changes.fire();
  await vi.waitFor(() => expect(states()).toEqual([['a', 'completed']]), patience);
  expect(experiment.log(broken)).toBeUndefined();
});

test('of many runs the newest are shown, and how many older ones there are', async () => {
  const root = temporaryFolder();
  for (let minute = 0; minute < mostRuns + 3; minute++) writeRun(root, `run-${minute}`, minute);
  const { experiment, next } = watch(root);
  await vi.waitFor(() => expect(next('run-3')).toBe(whole.length), { timeout: 20_000 });
  expect(experiment.comparison!.runs).toHaveLength(mostRuns);
  expect(experiment.comparison!.older).toBe(3);
  expect(next('run-2')).toBeUndefined();
});

test('of runs that were selected, those alone are compared', async () => {
  const root = temporaryFolder();
  for (const minute of [0, 1, 2]) writeRun(root, `2026-11-26T12-0${minute}-00-a`, minute);
  const { experiment, states } = watch(root, new Set(['2026-11-26T12-02-00-a', '2026-11-26T12-00-00-a']));
  await vi.waitFor(() => expect(states()).toHaveLength(2), patience);
  expect(states()).toEqual([
    ['2026-11-26T12-02-00-a', 'completed'],
    ['2026-11-26T12-00-00-a', 'completed'],
  ]);
  expect(experiment.comparison?.older).toBe(0);
});

test('runs that were written elsewhere are compared with those beside the experiment, or alone', async () => {
  const root = temporaryFolder();
  writeRun(root, '2026-11-26T12-00-00-a', 0);
  const apart = [writeRun(join(root, 'results'), 'one', 1), writeRun(join(root, 'tries'), 'one', 2)];
  const { experiment } = watch(root, undefined, apart);
  await vi.waitFor(() => expect(experiment.comparison?.runs).toHaveLength(3), patience);
  expect(experiment.comparison!.runs.map(({ run }) => run).slice(0, 2)).toEqual(apart.toReversed());
  const alone = watch(root, new Set(['../tries/runs/one', '2026-11-26T12-00-00-a']), apart);
  await vi.waitFor(() => expect(alone.experiment.comparison?.runs).toHaveLength(2), patience);
  expect(alone.experiment.comparison!.runs[0]!.run).toBe(apart[1]);
});

test('an experiment without runs has none, and its first one is found', async () => {
  const root = temporaryFolder();
  const { changes, states } = watch(root);
  await vi.waitFor(() => expect(states()).toEqual([]), patience);
  writeRun(root, 'first', 0);
  changes.fire();
  await vi.waitFor(() => expect(states()).toEqual([['first', 'completed']]), patience);
});
