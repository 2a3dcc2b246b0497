/** What lenses about runs say, and the page that compares them. */
import { expect, test, vi } from 'vitest';
import { comparisonPage } from '../../client/src/features/compare-runs/comparison-page';
import { nameRuns } from '../../client/src/infrastructure/run-names';
import { experimentLenses, taskLenses } from '../../client/src/features/run-lenses/lens-commands';
import { timeSince } from '../../client/src/features/run-lenses/time-since';
import type { RunSummary } from '../../runs/list-runs';

vi.mock('vscode', () => ({ l10n: { bundle: undefined } }));

const now = { time: Date.UTC(2026, 10, 26, 12), language: 'en' };
const minutes = (count: number): number => now.time - count * 60_000;
const labelled = { train: 80, validation: 10, test: 10 };
const tasks: RunSummary['tasks'] = [
  {
    name: 'kind',
    target: 'classes',
    loss: 'crossEntropy',
    labelled,
    metrics: [{ name: 'accuracy', better: 'higher' }],
  },
  { name: 'size', target: 'number', loss: 'mse', labelled, metrics: [{ name: 'mae', better: 'lower' }] },
];
const run = (name: string, change: Partial<RunSummary> = {}): RunSummary => ({
  path: `/runs/${name}`,
  name,
  title: 'Shapes',
  started: minutes(5),
  heard: minutes(2),
  state: 'completed',
  seconds: null,
  epochs: 12,
  tasks,
  results: { validation: { kind: { loss: 0.2, accuracy: 0.9432 }, size: { loss: 0.1, mae: 12.345 } } },
  ...change,
});
const validation = (accuracy: number, mae: number): Pick<RunSummary, 'results'> => ({
  results: { validation: { kind: { loss: 1, accuracy }, size: { loss: 1, mae } } },
});

test('nothing is said where no run is over', () => {
  expect(experimentLenses([], 'file:///a.mtl', now)).toEqual([]);
  expect(taskLenses([], 'kind')).toEqual([]);
});

test('the last run, and its panel', () => {
  expect(experimentLenses([run('a', { state: 'stopped' })], 'file:///a.mtl', now)).toEqual([
    {
      title: 'last run: stopped after 12 epochs · kind accuracy 0.943 · size mae 12.3 · 2 minutes ago',
      command: 'mtl.showRun',
      arguments: ['/runs/a'],
      tooltip: 'Measured on validation rows. a',
    },
  ]);
});

test.each([
  ['completed', 1, {}, 'last run: completed after 1 epoch · 2 minutes ago'],
  ['failed', 0, {}, 'last run: failed after 0 epochs · 2 minutes ago'],
  ['lost', 3, {}, 'last run: lost after 3 epochs · 2 minutes ago'],
] as const)('a run that is %s after %i epochs and has no results', (state, epochs, results, title) => {
  const [last] = experimentLenses([run('a', { state, epochs, results })], 'file:///a.mtl', now);
  expect(last!.title).toBe(title);
});

test('several runs are compared, and the best of each task is said over it', () => {
  const runs = [run('c', validation(0.9, 2)), run('b', validation(0.95, 3)), run('a', validation(0.8, 1))];
  expect(experimentLenses(runs, 'file:///a.mtl', now)[0]).toEqual({
    title: 'Compare 3 runs',
    command: 'mtl.compareRuns',
    arguments: ['file:///a.mtl'],
  });
  expect(taskLenses(runs, 'kind')).toMatchObject([
    { title: 'best accuracy 0.95 of 3 runs', arguments: ['/runs/b'] },
  ]);
  expect(taskLenses(runs, 'size')).toMatchObject([{ title: 'best mae 1 of 3 runs', arguments: ['/runs/a'] }]);
  expect(taskLenses(runs, 'gone')).toEqual([]);
  expect(taskLenses(runs.slice(0, 1), 'kind')).toEqual([]);
});

test('values of other rows or metrics are no rivals', () => {
  const other = run('b', {
    results: { train: { kind: { loss: 0, accuracy: 1 }, size: { loss: 0, mae: 0 } } },
  });
  expect(taskLenses([run('a'), other], 'kind')).toEqual([]);
});

test.each([
  [0, 'en', 'now'],
  [59, 'en', 'now'],
  [60, 'en', '1 minute ago'],
  [3600 * 5, 'en', '5 hours ago'],
  [86_400, 'en', 'yesterday'],
  [86_400 * 12, 'en', '12 days ago'],
  [-5, 'en', 'now'],
  [180, 'zh-cn', '3分钟前'],
])('%d seconds ago, in %s', (seconds, language, words) => {
  expect(timeSince(now.time - seconds * 1000, { ...now, language })).toBe(words);
});

test('the page of a comparison', () => {
  const page = comparisonPage(
    'shapes_1.mtl',
    {
      runs: [run('2026-11-26T12-00-00-shapes'), run('a', { state: 'failed', epochs: 0 })],
      measures: [
        {
          task: 'kind',
          name: 'accuracy',
          better: 'higher',
          part: 'validation',
          values: [0.9432, 0.5],
          best: 0.9432,
        },
        { task: 'size', name: 'mae', better: 'lower', part: 'validation', values: [2, null], best: null },
      ],
      settings: [{ name: 'train.batch', values: ['64', null] }],
    },
    now,
  );
  expect(page).toBe(`# Runs of shapes\\_1.mtl

Measured on validation rows.

| run | kind accuracy | size mae | epochs | state |
| --- | ---: | ---: | ---: | --- |
| Nov\u00a026,\u00a012:00 | **0.943** | 2 | 12 | completed |
| a | 0.5 | – | 0 | failed |

## What differs

| run | train.batch |
| --- | --- |
| Nov\u00a026,\u00a012:00 | 64 |
| a | – |
`);
});

test('the page of runs that do not differ, and of none', () => {
  expect(comparisonPage('a.mtl', { runs: [run('a')], measures: [], settings: [] }, now)).toContain(
    'All of them ran with the same settings.',
  );
  expect(comparisonPage('a.mtl', { runs: [], measures: [], settings: [] }, now)).toContain('No run');
});

test.each([
  ['to the minute', ['2026-11-26T19-21-51-a', '2026-03-01T07-05-00-a'], 'en', 'Nov 26, 19:21|Mar 1, 07:05'],
  [
    'to the second',
    ['2026-11-26T19-21-51-a', '2026-11-26T19-21-02-a'],
    'en',
    'Nov 26, 19:21:51|Nov 26, 19:21:02',
  ],
  [
    'and by their folders where they began in the same second',
    ['2026-11-26T19-21-51-a', '2026-11-26T19-21-51-a-2'],
    'en',
    '2026-11-26T19-21-51-a|2026-11-26T19-21-51-a-2',
  ],
  [
    'with the year',
    ['2026-01-02T00-00-00-a', '2025-12-31T23-59-59-a'],
    'en',
    'Jan 2, 2026, 00:00|Dec 31, 2025, 23:59',
  ],
  [
    'with their numbers in sweeps',
    ['2026-11-26T19-21-51-a/01', '2026-11-26T19-30-00-a/01', '2026-11-26T19-21-51-a/02'],
    'en',
    'Nov 26, 19:21/01|Nov 26, 19:30/01|Nov 26, 19:21/02',
  ],
  ['in Chinese', ['2026-11-26T19-21-51-a'], 'zh-cn', '11月26日 19:21'],
  ['as a person has named it', ['my first run', '2026-11-26T19-21-51-a'], 'en', 'my first run|Nov 26, 19:21'],
])('runs are called by their time, %s', (_, folders, language, expected) => {
  const names = nameRuns(folders, { ...now, language });
  expect(names.map((name) => name.replaceAll('\u00a0', ' ')).join('|')).toBe(expected);
  expect(names.filter((name, index) => name !== folders[index] && name.includes(' '))).toEqual([]);
});
