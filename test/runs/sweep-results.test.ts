/** What a sweep came to: combinations over their seeds, and the gain of sharing as its definition computes it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { intervalOf } from '../../contract/interval';
import type { StartEvent } from '../../contract/run-log';
import {
  combinationsOf,
  runsOf,
  writtenSettings,
  type PlannedRun,
  type SweepDesign,
} from '../../contract/sweep';
import { parseSweepRecord } from '../../contract/sweep-file';
import { sweepTable, sweepVerdict } from '../../contract/tell-sweep';
import { render } from '../../contract/text';
import { listRuns, type RunSummary } from '../../runs/list-runs';
import { createSweep } from '../../runs/sweep/create-sweep';
import { readSweep } from '../../runs/sweep/read-sweep';
import { gainOfTask, sweepResults } from '../../runs/sweep/sweep-results';
import { smallPlan } from '../support/plan';
import { everyEvent } from '../support/run-events';
import { temporaryFolder } from '../support/temporary-folder';

const design: SweepDesign = {
  factors: [
    { name: 'width', values: ['4', '8'] },
    { name: 'weighting', values: ['equal', 'pcgrad'] },
  ],
  seeds: ['1', '2', '3'],
  baseline: 'singleTask',
};

test('every choice of one value for each factor, the last one changing fastest', () => {
  expect(combinationsOf(design).map(writtenSettings)).toEqual([
    'width: 4, weighting: equal',
    'width: 4, weighting: pcgrad',
    'width: 8, weighting: equal',
    'width: 8, weighting: pcgrad',
  ]);
  expect(combinationsOf({ factors: [] })).toEqual([{}]);
  expect([runsOf(design), runsOf({ factors: [], seeds: [], baseline: null })]).toEqual([12, 1]);
});

const tasksOf = (
  metrics: Readonly<Record<string, StartEvent['tasks'][number]['metrics']>>,
): StartEvent['tasks'] =>
  Object.entries(metrics).map(([name, of]) => ({ ...start.tasks[0]!, name, metrics: of }));
const start = everyEvent.find((event) => event.kind === 'start')!;
const end = everyEvent.find((event) => event.kind === 'end')!;

// The example of LibMTL's documentation: delta m = .739636.
test('the gain is the mean over tasks of the mean over their metrics', () => {
  const tasks = tasksOf({
    a: [
      { name: 'first', better: 'higher' },
      { name: 'second', better: 'lower' },
    ],
    b: [{ name: 'third', better: 'higher' }],
  });
  const multi = {
    tasks,
    results: { test: { a: { loss: 1, first: 93, second: 99 }, b: { loss: 1, third: 0.5 } } },
  };
  const single = { results: { test: { a: { loss: 1, first: 96, second: 98 }, b: { loss: 1, third: 0.2 } } } };
  const gains = ['a', 'b'].map((task) => gainOfTask(multi, single, task, 'test')!);
  expect((gains[0]! + gains[1]!) / 2).toBeCloseTo(0.739636, 6);
});

test('a metric that is nothing alone has no share, and one below zero keeps its direction', () => {
  const tasks = tasksOf({ a: [{ name: 'r2', better: 'higher' }] });
  const run = (r2: number | null): Pick<RunSummary, 'tasks' | 'results'> => ({
    tasks,
    results: { validation: { a: { loss: 1, r2 } } },
  });
  expect(gainOfTask(run(0.5), run(0), 'a', 'validation')).toBeNull();
  expect(gainOfTask(run(0.5), run(null), 'a', 'validation')).toBeNull();
  expect(gainOfTask(run(-0.1), run(-0.2), 'a', 'validation')).toBeCloseTo(0.5);
});

test('the interval of a mean is that of Student', () => {
  // scipy.stats.t.ppf(.975, 4) = 2.7764451052
  expect(intervalOf({ mean: 0, deviation: 2, count: 5 })).toBeCloseTo((2.776 * 2) / Math.sqrt(5), 9);
  expect(intervalOf({ mean: 0, deviation: 1, count: 100 })).toBeCloseTo(0.196, 3);
  expect(intervalOf({ mean: 0, deviation: null, count: 1 })).toBeNull();
});

async function sweepFolder() {
  const folder = temporaryFolder();
  const plan = smallPlan();
  const seeds = ['1', '2'] as const;
  const runs: PlannedRun[] = seeds.flatMap((seed, index) => [
    { settings: { seed }, alone: 'kind', plan, baselines: {} },
    { settings: { seed }, alone: null, plan, baselines: { kind: 2 * index } },
  ]);
  const planned = { text: 'text', design: { factors: [], seeds, baseline: 'singleTask' as const }, runs };
  const { value, problems } = await createSweep({ root: join(folder, 'runs'), planned });
  expect(problems).toEqual([]);
  return { folder, path: value!.path };
}

function writeRun(path: string, accuracy: number) {
  const tasks = tasksOf({ kind: [{ name: 'accuracy', better: 'higher' }] });
  const results = { validation: { kind: { loss: 1, accuracy } } };
  const events = [
    { ...start, tasks },
    { ...end, status: 'completed', seconds: 2, results },
  ];
  writeFileSync(join(path, 'run.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
}

test('runs of one combination are put together, each beside its tasks alone', async () => {
  const { folder, path } = await sweepFolder();
  for (const [index, accuracy] of [0.7, 0.8, 0.7, 0.9].entries()) {
    mkdirSync(join(path, `0${index + 1}`));
    writeRun(join(path, `0${index + 1}`), accuracy);
  }
  const { value } = await readSweep(path);
  const results = sweepResults(value!);
  expect(results.states).toEqual({ completed: 4, failed: 0, total: 4 });
  const [only] = results.combinations;
  expect(results.combinations).toHaveLength(1);
  expect(only!.values[0]).toEqual({
    mean: expect.closeTo(0.85),
    deviation: expect.closeTo(Math.SQRT1_2 / 10),
    count: 2,
  });
  expect(only!.alone[0]).toEqual({ mean: expect.closeTo(0.7), deviation: expect.closeTo(0), count: 2 });
  const shares = 0.8 / 0.7 - 1 + (0.9 / 0.7 - 1);
  expect(only!.gain!.mean).toBeCloseTo(shares / 2);
  expect(only!.seconds).toEqual({ mean: 2, deviation: 0, count: 4 / 2 });
  // They are found where runs are listed, too.
  expect((await listRuns(join(folder, 'runs'))).map((run) => run.path).toSorted()).toEqual(
    ['01', '02', '03', '04'].map((name) => join(path, name)),
  );
});

/** The cell of the gain, and the verdict, of one combination with five seeds. */
function told(mean: number) {
  const combination = {
    settings: {},
    completed: 5,
    runs: 5,
    values: [],
    alone: [],
    gain: { mean, deviation: 0.01, count: 5 },
    seconds: null,
    each: [],
  };
  const results = {
    title: 't',
    design: { factors: [], seeds: ['1', '2', '3', '4', '5'], baseline: 'singleTask' as const },
    measures: [],
    combinations: [combination],
    states: { completed: 10, failed: 0, total: 10 },
  };
  const cell = sweepTable(results).rows[0]!.at(-2)!;
  return [typeof cell === 'string' ? cell : render(cell), render(sweepVerdict(results))];
}

test('a share of almost nothing is not told as a number', () => {
  const nothing = 'Whether sharing helped cannot be told as a share: of a task alone, a metric is almost 0.';
  expect(told(-9_678_606)).toEqual(['below −1000 %', nothing]);
  expect(told(11)).toEqual(['above +1000 %', nothing]);
  expect(told(0.05)[0]).toBe('+5.0 % ± 1.0');
  expect(told(0.05)[1]).toMatch(
    /^Sharing helped: \+5\.0 % beside each task alone \(95 % interval \+3\.8 % to \+6\.2 %, 5 seeds\)\.$/,
  );
  expect(told(-0.0001)[1]).toMatch(/^Whether sharing helped cannot be told from these seeds: 0\.0 % /);
  expect(told(-0.05)[1]).toMatch(/^Sharing hurt: −5\.0 % /);
});

test('runs that are not there yet leave gaps and nothing else', async () => {
  const { path } = await sweepFolder();
  const { value } = await readSweep(path);
  expect(value!.runs.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
  const { combinations, measures, states } = sweepResults(value!);
  expect({ measures, states }).toEqual({ measures: [], states: { completed: 0, failed: 0, total: 4 } });
  expect(combinations).toEqual([
    {
      settings: {},
      completed: 0,
      runs: 2,
      values: [],
      alone: [],
      gain: null,
      seconds: null,
      each: [
        { folder: '02', seed: '1', state: 'waiting', values: [], gain: null },
        { folder: '04', seed: '2', state: 'waiting', values: [], gain: null },
      ],
    },
  ]);
});

test.each([
  ['no JSON', '{'],
  ['another version', JSON.stringify({ version: 2 })],
  ['a folder elsewhere', undefined],
])('a sweep.json with %s is refused', async (what, content) => {
  const { path } = await sweepFolder();
  const file = join(path, 'sweep.json');
  writeFileSync(file, content ?? readFileSync(file, 'utf8').replace('"folder":"01"', '"folder":"../01"'));
  const { value, problems } = await readSweep(path);
  expect([value, problems.map(({ code }) => code)], what).toEqual([undefined, ['MTL8031']]);
});

test('a baseline that is none of the runs is refused', () => {
  const run = { folder: '01', settings: {}, alone: null, plan: {}, baselines: { kind: 1 } };
  const record = { version: 1, title: 't', design: { factors: [], seeds: [], baseline: null }, runs: [run] };
  expect(parseSweepRecord(record)).toBeUndefined();
  expect(parseSweepRecord({ ...record, runs: [{ ...run, baselines: { kind: 0 } }] })).toBeDefined();
});
