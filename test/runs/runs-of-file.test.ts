/** Runs of one experiment among others: found by its file, told by their logs' ends, compared by results and settings. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '../../contract/plan';
import type { PartResults, RunEvent } from '../../contract/run-log';
import { compareRuns } from '../../runs/compare-runs';
import { createRun } from '../../runs/create-run';
import { bestOf, headlinesOf } from '../../runs/headlines';
import { planSettings } from '../../runs/plan-settings';
import { planText } from '../../runs/plan-text';
import { readEnds } from '../../runs/read-ends';
import { readLog } from '../../runs/read-log';
import { inTurn } from '../../runs/in-turn';
import { runsOfFile } from '../../runs/runs-of-file';
import { everyEvent } from '../support/run-events';
import { smallPlan } from '../support/plan';
import { numeralsRun } from '../support/synthetic-runs';
import { temporaryFolder } from '../support/temporary-folder';

const textOf = (events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const eventOf = <K extends RunEvent['kind']>(kind: K) =>
  everyEvent.find((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind)!;

/** The folder of a run that ended at `time` with these results. */
const runFiles = (name: string, plan: Plan, time: number, results: PartResults) => ({
  [`runs/${name}/plan.json`]: planText(plan),
  [`runs/${name}/run.jsonl`]: textOf([
    { ...eventOf('start'), time },
    { ...eventOf('end'), status: 'completed', epochs: 3, time: time + 9, results },
  ]),
});
const headline = (better: 'higher' | 'lower', value: number) => ({
  headline: { name: 'm', better, task: 't', part: 'test', value } as const,
});
const digit = (accuracy: number) => ({ digit: { loss: 1 - accuracy, accuracy } });

test('a run says from which file it was started', async () => {
  const folder = temporaryFolder();
  const { value } = await createRun({
    root: join(folder, 'runs'),
    text: '',
    plan: smallPlan(),
    file: join(folder, 'a.mtl'),
  });
  const other = await createRun({ root: join(folder, 'runs'), text: '', plan: smallPlan() });
  const events = textOf([eventOf('start'), eventOf('end')]);
  for (const path of [value!.path, other.value!.path]) writeFileSync(join(path, 'run.jsonl'), events);
  expect((await runsOfFile(join(folder, 'a.mtl'))).map(({ path }) => path)).toEqual([value!.path]);
  expect(await runsOfFile(join(folder, 'b.mtl'))).toEqual([]);
  expect(await runsOfFile(join(folder, 'nowhere', 'a.mtl'))).toEqual([]);
});

test('a run that does not say its file belongs to the text that it ran from', async () => {
  const files = (name: string, plan: object, text: string) => ({
    [`runs/${name}/plan.json`]: JSON.stringify(plan),
    [`runs/${name}/experiment.mtl`]: text,
    [`runs/${name}/run.jsonl`]: textOf([eventOf('start'), eventOf('end')]),
  });
  const folder = temporaryFolder({
    'a.mtl': 'train {\n}\n',
    'b.mtl': 'train { epochs: 1 }\n',
    ...files('old', {}, 'train {\n}\n'),
    ...files('windows', {}, 'train {\r\n}\r\n'),
    ...files('changed', {}, 'train { epochs: 2 }\n'),
    // The text of the one and the name of the other: what it says counts.
    ...files('copied', { file: 'b.mtl' }, 'train {\n}\n'),
    'runs/bare/run.jsonl': textOf([eventOf('start'), eventOf('end')]),
  });
  const namesOf = async (file: string) =>
    (await runsOfFile(join(folder, file))).map(({ name }) => name).toSorted();
  expect(await namesOf('a.mtl')).toEqual(['old', 'windows']);
  expect(await namesOf('b.mtl')).toEqual(['copied']);
  expect(await namesOf('missing.mtl')).toEqual([]);
});

test('the first and last line of a log are enough where they tell its start and end', async () => {
  const events = numeralsRun({ epochs: 2, stepsPerEpoch: 4, every: 2, end: { status: 'stopped' } });
  const folder = temporaryFolder({
    'over/run.jsonl': textOf(events),
    'cut/run.jsonl': textOf(events).slice(0, -9),
    'one/run.jsonl': textOf(events.slice(0, 1)),
    'empty/run.jsonl': '',
  });
  const readIn = (name: string) => readEnds(join(folder, name));
  expect(await readIn('over')).toEqual([events[0], events.at(-1)]);
  expect(await readIn('cut')).toEqual(events.slice(0, -1));
  expect(await readIn('one')).toEqual(events.slice(0, 1));
  expect([await readIn('empty'), await readIn('nowhere')]).toEqual([[], []]);
});

test('many folders are gone through a few at a time, and answered in their order', async () => {
  let [now, most] = [0, 0];
  const answers = await inTurn(
    Array.from({ length: 100 }, (_, index) => index),
    async (index) => {
      most = Math.max(most, ++now);
      await Promise.resolve();
      now--;
      return index * 2;
    },
  );
  expect(answers).toEqual(Array.from({ length: 100 }, (_, index) => index * 2));
  expect(most).toBeLessThan(10);
});

test('the ends of a long log are read, and say what all of it says', async () => {
  const events = numeralsRun({ epochs: 400, stepsPerEpoch: 10, every: 5, end: { status: 'completed' } });
  const folder = temporaryFolder({
    'long/run.jsonl': textOf(events),
    'cut/run.jsonl': textOf(events.slice(0, -1)),
  });
  const ends = await readEnds(join(folder, 'long'));
  expect(ends.length).toBeLessThan(events.length / 2);
  expect([ends[0], ends.at(-1)]).toEqual([events[0], events.at(-1)]);
  // Without an end it is not known where the last word about the epochs stands.
  expect(await readEnds(join(folder, 'cut'))).toEqual((await readLog(join(folder, 'cut'))).value);
  expect(await readEnds(join(folder, 'none'))).toEqual([]);
});

test('a headline is the first metric, on validation rows before test rows', () => {
  const { tasks } = eventOf('start');
  const on = (results: PartResults) => headlinesOf({ tasks, results });
  const accuracy = { name: 'accuracy', better: 'higher', task: 'digit' };
  expect(on({ train: digit(0.9), validation: digit(0.7), test: digit(0.8) })).toEqual([
    { ...accuracy, part: 'validation', value: 0.7 },
  ]);
  expect(on({ train: digit(0.9), test: digit(0.8) })).toEqual([{ ...accuracy, part: 'test', value: 0.8 }]);
  expect(on({ validation: { digit: { loss: null, accuracy: null } } })).toEqual([]);
  const bare = headlinesOf({ tasks: [{ ...tasks[0]!, metrics: [] }], results: { train: digit(0.75) } });
  expect(bare).toEqual([{ name: 'loss', better: 'lower', task: 'digit', part: 'train', value: 0.25 }]);
});

test('the best goes by what is better of the metric', () => {
  expect(bestOf([headline('higher', 1), headline('higher', 3), headline('higher', 2)])?.headline.value).toBe(
    3,
  );
  expect(bestOf([headline('lower', 2), headline('lower', 1)])?.headline.value).toBe(1);
  expect(bestOf([])).toBeUndefined();
});

test('runs side by side: what is best, and in what settings they differ', async () => {
  const plan = { ...smallPlan(), file: 'a.mtl' };
  const slower = {
    ...plan,
    title: 'Slower',
    train: { ...plan.train, optimizer: { name: 'adam', args: { rate: 0.0001 } } },
  };
  const folder = temporaryFolder({
    ...runFiles('one', plan, 10, { validation: digit(0.75) }),
    ...runFiles('two', slower, 20, { validation: digit(0.5) }),
  });
  const { runs, measures, settings } = await compareRuns(await runsOfFile(join(folder, 'a.mtl')));
  expect(runs.map(({ name }) => name)).toEqual(['two', 'one']);
  expect(measures).toEqual([
    {
      task: 'digit',
      name: 'accuracy',
      better: 'higher',
      part: 'validation',
      values: [0.5, 0.75],
      best: 0.75,
    },
  ]);
  expect(settings).toEqual([{ name: 'train.optimizer.rate', values: ['0.0001', '0.001'] }]);
});

test('settings of a plan are those of its declarations, wherever they stand', () => {
  const plan = smallPlan();
  const settings = planSettings(plan as unknown as Record<string, unknown>);
  expect(settings.get('trunk.layers')).toBe('dense(units: 4, activation: relu)');
  expect([...settings.keys()].filter((name) => /\bat\b|title|directory/.test(name))).toEqual([]);
  const moved = { ...plan, tasks: plan.tasks.toReversed(), title: 'Other' };
  expect(planSettings(moved as unknown as Record<string, unknown>)).toEqual(settings);
});
