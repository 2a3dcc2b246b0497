/** What a person reads of a run on a terminal: numbers, tables, and the line that is redrawn. */
import { describe, expect, it } from 'vitest';
import type { RunEventBody, StartEvent } from '../../contract/run-log';
import { createProgressView } from '../../cli/progress';
import { resultsTable, roundsTable } from '../../cli/results-tables';
import { duration } from '../../cli/run-numbers';
import { epochsText } from '../../cli/run-words';
import { speechIn } from '../../cli/speech';
import { tableText } from '../../cli/table';

const say = speechIn(undefined);

describe('durations', () => {
  it.each([
    [7.4, '7 s'],
    [65, '1:05'],
    [3725, '1:02:05'],
    [-1, '0 s'],
  ])('%d seconds are %s', (seconds, words) => expect(say(duration(seconds))).toBe(words));
});

it.each([
  [0, '0 epochs'],
  [1, '1 epoch'],
  [1234, '1,234 epochs'],
])('%d of something: %s', (value, words) => expect(say(epochsText(value))).toBe(words));

const start: StartEvent = {
  kind: 'start',
  version: 1,
  run: 'r',
  title: 'Digits',
  pid: 1,
  engine: 'onnxruntime',
  device: 'cpu',
  threads: 2,
  seed: 0,
  parameters: 5518,
  epochs: 12,
  stepsPerEpoch: 3,
  rows: { train: 1200, validation: 10, test: 0 },
  tasks: [
    {
      name: 'digit',
      target: 'classes',
      loss: 'crossEntropy',
      metrics: [{ name: 'accuracy', better: 'higher' }],
      labelled: { train: 1200, validation: 10, test: 0 },
    },
  ],
  weighting: 'equal',
  networks: [],
};
const digit = (loss: number | null, accuracy: number | null) => ({ digit: { loss, accuracy } });

it('the table of results has a column for each part that has rows', () => {
  const table = resultsTable(start, { train: digit(0.5, 0.9), validation: digit(null, null) }, say);
  expect(table).toBe(
    [
      'task   measure    train  validation',
      'digit  loss      0.5000           –',
      '       accuracy  0.9000           –',
      '',
    ].join('\n'),
  );
});

it('there is no table where nothing was measured', () => {
  expect(resultsTable(start, {}, say)).toBe('');
});

it('names of wide characters keep their columns', () => {
  expect(
    tableText(
      ['task', 'loss'],
      [
        ['数字', '1'],
        ['digit', '22'],
      ],
    ),
  ).toBe('task   loss\n数字      1\ndigit    22\n');
});

it('the table of rounds compares networks on the last part', () => {
  const networks = { all: { test: digit(1, 0.8) }, left: { test: digit(1, 0.7) } };
  const round = {
    kind: 'round',
    round: 1,
    rounds: 2,
    task: 'digit',
    pool: 90,
    accepted: 9,
    acceptedInAll: 9,
  } as const;
  const rounds = [{ ...round, precision: 0.95, precisionRows: 20, disagreement: 0.1, networks }];
  const table = roundsTable(start, rounds, say);
  expect(table.split('\n')).toEqual([
    'digit: accuracy on test, precision of labels on rows held out',
    'round  unlabelled  passed on  precision  disagreement     all    left',
    '    1          90          9     0.9500        0.1000  0.8000  0.7000',
    '',
  ]);
});

describe('progress', () => {
  const progress: RunEventBody = {
    kind: 'progress',
    epoch: 3,
    step: 9,
    steps: 36,
    losses: { digit: 0.25 },
    weights: { digit: 1 },
    total: 0.25,
    rate: 0.001,
    rowsPerSecond: 12345.6,
    secondsLeft: 75,
  };
  const epoch: RunEventBody = {
    kind: 'epoch',
    epoch: 3,
    epochs: 12,
    results: { train: digit(0.25, 0.9), validation: digit(0.5, 0.8) },
    weights: { digit: 1 },
    total: 0.25,
  };

  function show(
    terminal: boolean,
    columns: number,
    networks: readonly string[] = [],
    engine = 'onnxruntime',
  ): string {
    let shown = '';
    const io = {
      stdout: (text: string) => (shown += text),
      stderr: () => undefined,
      cwd: '/',
      terminal,
      colours: { stdout: terminal, stderr: terminal },
      columns,
    };
    const view = createProgressView(io);
    for (const [sequence, event] of [{ ...start, networks, engine }, progress, epoch].entries())
      view.show({ ...event, sequence, time: 0 });
    view.close();
    return shown;
  }

  it('redraws one line on a terminal, and leaves none', () => {
    const lines = show(true, 200).split('\r\x1b[2K');
    expect(lines).toEqual([
      'Digits\n5,518 parameters, 1,200 training rows, onnxruntime on cpu, 2 threads\n',
      'epoch 3/12  ━━━━━───────────────  1:15 left  12,346 rows/s  digit 0.2500',
      '',
    ]);
  });

  it.each([
    [71, 'epoch 3/12  ━━━━━─────────────  1:15 left  12,346 rows/s  digit 0.2500'],
    [60, 'epoch 3/12  ━━─────  1:15 left  12,346 rows/s  digit 0.2500'],
    [58, 'epoch 3/12  1:15 left  12,346 rows/s  digit 0.2500'],
    [50, 'epoch 3/12  1:15 left  digit 0.2500'],
    [30, 'epoch 3/12  1:15 left  digit '],
  ])('keeps the losses in %d columns', (columns, line) => {
    expect(show(true, columns).split('\r\x1b[2K')[1]).toBe(line);
  });

  it('says nothing of an engine where a run fails before it has one', () => {
    expect(show(false, 80, [], '').split('\n')[0]).toMatch(/^epoch/);
  });

  it('writes a line for each epoch elsewhere', () => {
    expect(show(false, 80).split('\n').slice(2)).toEqual([
      'epoch 3/12  train digit 0.2500  validation digit 0.5000  total 0.2500',
      '',
    ]);
  });

  it('leaves it to the lines of rounds where networks are co-trained', () => {
    expect(show(false, 80, ['left', 'right']).split('\n').slice(2)).toEqual(['']);
  });
});
