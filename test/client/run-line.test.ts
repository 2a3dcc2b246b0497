/** What the lines of the Runs view say, and what is said to whoever points at one. */
import { describe, expect, test, vi } from 'vitest';
import { runLine, type RunStanding } from '../../client/src/features/runs-view/run-line';
import { runTooltip } from '../../client/src/features/runs-view/run-tooltip';
import { nameLines } from '../../client/src/infrastructure/run-names';
import { summaryOf } from '../../runs/list-runs';
import { everyEvent } from '../support/run-events';
import { numeralsRun } from '../support/synthetic-runs';

vi.mock('vscode', () => ({ l10n: { bundle: undefined } }));

const folder = '/work/runs/2026-11-23T12-00-00-numerals';
const events = numeralsRun({ epochs: 12, stepsPerEpoch: 4, every: 2, end: { status: 'completed' } });
const summary = summaryOf(folder, events)!;
const values = 'numeral accuracy 0.972 · morphology mse 0.286';

describe('a line', () => {
  test.each<[string, RunStanding, object]>([
    ['values alone', { state: 'completed', summary }, { description: values, icon: 'pass' }],
    [
      'its state',
      { state: 'failed', summary },
      { description: `failed · ${values}`, icon: 'error', context: 'run.failed' },
    ],
    ['its state, of a run without a word', { state: 'lost', summary: undefined }, { description: 'lost' }],
    [
      'how far it is',
      { state: 'running', summary, progress: { epoch: 3, epochs: 12 } },
      { description: `epoch 3 of 12 · ${values}`, icon: 'sync~spin', context: 'run.running' },
    ],
    [
      'that it is being prepared',
      { state: 'preparing', summary: undefined, progress: { epoch: 0, epochs: 0 } },
      { description: 'preparing', context: 'run.preparing' },
    ],
    [
      'that it stops',
      { state: 'running', summary, progress: { epoch: 3, epochs: 12 }, isStopping: true },
      { description: `stopping · ${values}` },
    ],
  ])('says %s', (_, standing, line) => {
    expect(runLine(standing)).toMatchObject(line);
  });

  test('has room for three tasks', () => {
    const [task] = summary.tasks;
    const many = [1, 2, 3, 4].map((number) => ({ ...task!, name: `t${number}` }));
    const results = {
      test: Object.fromEntries(many.map(({ name }) => [name, { loss: 1, accuracy: 0.123456 }])),
    };
    const line = runLine({ state: 'completed', summary: { ...summary, tasks: many, results } });
    expect(line.description).toBe('t1 accuracy 0.123 · t2 accuracy 0.123 · t3 accuracy 0.123');
  });
});

describe('a tooltip', () => {
  const now = { time: Date.UTC(2026, 11, 1), language: 'en' };

  test('says what the plan was, how long it took and what it came to', () => {
    const told = runTooltip(folder, [events[0]!, events.at(-1)!], 'completed', now);
    for (const words of [
      '**Numerals and their shape** · completed',
      '| Elapsed | 0:48 |',
      '| Epoch | 12 of 12 |',
      '| Device | cpu |',
      '| Seed | 7 |',
      '| Weighting | uncertainty |',
      '| Parameters | 84,496 |',
      '| numeral accuracy | 0.972 \\(validation\\) |',
      '/work/runs/2026\\-11\\-23T12\\-00\\-00\\-numerals',
    ])
      expect(told).toContain(words);
  });

  test('says why a run failed, and on which device it went on', () => {
    const told = runTooltip(folder, everyEvent, 'failed', now);
    expect(told).toContain('Losses of digit jump.');
    expect(told).toContain('| Window | 3 of 3 |');
  });

  test('names the folder of a run without a word', () => {
    expect(runTooltip('/a_b', [], 'preparing', now)).toBe('preparing\n\n/a\\_b');
  });
});

test('lines are told apart by themselves, and no longer than that takes', () => {
  const now = { time: new Date(2026, 10, 28).getTime(), language: 'en' };
  const names = nameLines(
    [
      '2026-11-28T01-22-41-a',
      '2026-11-28T01-22-05-a',
      '2026-11-27T10-00-00-a',
      '2025-11-27T10-00-00-a',
      '2026-03-01T10-00-00-a',
      '2026-03-01T10-00-00-a-2',
      'mine',
    ],
    now,
  );
  expect(names).toEqual([
    'Nov 28, 01:22:41',
    'Nov 28, 01:22:05',
    'Nov 27, 10:00',
    'Nov 27, 2025, 10:00',
    '2026-03-01T10-00-00-a',
    '2026-03-01T10-00-00-a-2',
    'mine',
  ]);
});
