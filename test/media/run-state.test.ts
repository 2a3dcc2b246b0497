/** The run panel's store: rebuilt from the log alone, bounded, and true to the weighted sum. */
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { readingAt, summaryOf, tableOf, type ChartModel } from '../../media/shared/charts/chart-model';
import { lossChart } from '../../media/run/store/loss-chart';
import { metricCharts } from '../../media/run/store/metric-charts';
import { resultData, resultTable } from '../../media/run/store/result-table';
import { addEvents, newRunState, type RunState } from '../../media/shared/runs/run-state';
import { smoothRows } from '../../media/shared/runs/smooth-rows';
import { weightChart } from '../../media/run/store/weight-chart';
import { numeralsRun } from '../support/synthetic-runs';

const short = { epochs: 12, stepsPerEpoch: 22, every: 2 };

function stateOf(events: readonly RunEvent[]): RunState {
  const state = newRunState();
  addEvents(state, events);
  return state;
}

/** The points of a series' line of a style, by x. */
function pointsOf(model: ChartModel, series: string, style: string): ReadonlyMap<number, number> {
  const line = model.series.find(({ name }) => name === series)?.lines.find((line) => line.style === style);
  return new Map(line?.points.map(({ x, y }) => [x, y]));
}

/** How much the curve bends in all: the sum of its second differences. */
function roughness(points: ReadonlyMap<number, number>): number {
  const ys = [...points.values()];
  return ys.slice(2).reduce((sum, y, i) => sum + Math.abs(y - 2 * ys[i + 1]! + ys[i]!), 0);
}

describe('the loss chart', () => {
  for (const smooth of [false, true]) {
    it(`shows a total that is the weighted sum of its parts${smooth ? ', smoothed too' : ''}`, () => {
      const state = stateOf(numeralsRun(short));
      const model = lossChart(state, smooth);
      for (const [style, rows] of [
        ['solid', smooth ? smoothRows(state.steps.items, []) : state.steps.items],
        ['dashed', state.epochs.items.map(({ x, event }) => ({ x, weights: event.weights }))],
      ] as const) {
        const [numeral, morphology, total] = ['numeral', 'morphology', 'total'].map((name) =>
          pointsOf(model, name, style),
        );
        expect(total!.size).toBeGreaterThan(10);
        for (const { x, weights } of rows) {
          const sum = weights['numeral']! * numeral!.get(x)! + weights['morphology']! * morphology!.get(x)!;
          expect(total!.get(x)).toBeCloseTo(sum, 12);
        }
      }
      for (const { values } of model.readings) {
        const [[w1, train1, validation1], [w2, train2, validation2], [none, train, validation]] = values as [
          number[],
          number[],
          number[],
        ];
        expect(none).toBeUndefined();
        expect(train).toBeCloseTo(w1! * train1! + w2! * train2!, 12);
        expect(validation).toBeCloseTo(w1! * validation1! + w2! * validation2!, 12);
      }
    });
  }

  it('agrees with the totals that the trainer wrote', () => {
    const events = numeralsRun(short);
    const total = pointsOf(lossChart(stateOf(events), false), 'total', 'solid');
    const written = events.flatMap((event) => (event.kind === 'progress' ? [event.total] : []));
    expect([...total.values()]).toHaveLength(written.length);
    for (const [index, y] of [...total.values()].entries()) expect(y).toBeCloseTo(written[index]!, 12);
  });

  it('keeps the raw lines behind smoothed ones', () => {
    const state = stateOf(numeralsRun(short));
    const raw = pointsOf(lossChart(state, false), 'numeral', 'solid');
    const model = lossChart(state, true);
    expect(pointsOf(model, 'numeral', 'behind')).toEqual(raw);
    expect(roughness(pointsOf(model, 'numeral', 'solid'))).toBeLessThan(roughness(raw) / 2);
  });

  it('leaves out losses of batches without a label', () => {
    const events = numeralsRun(short).map((event) =>
      event.kind === 'progress' && event.step === 4
        ? { ...event, losses: { ...event.losses, numeral: null } }
        : event,
    );
    const model = lossChart(stateOf(events), false);
    expect(pointsOf(model, 'numeral', 'solid').size).toBe(pointsOf(model, 'morphology', 'solid').size - 1);
  });

  it('has no total of a single task', () => {
    const one = numeralsRun(short).map((event) =>
      event.kind === 'start' ? { ...event, tasks: event.tasks.slice(0, 1) } : event,
    );
    expect(lossChart(stateOf(one), true).series.map(({ name }) => name)).toEqual(['numeral']);
  });

  it('is the same whether events come one by one or all at once', () => {
    const events = numeralsRun(short);
    const slowly = newRunState();
    for (const event of events) addEvents(slowly, [event]);
    expect(lossChart(slowly, true)).toEqual(lossChart(stateOf(events), true));
  });
});

describe('a run of 100,000 progress events', () => {
  const state = stateOf(numeralsRun({ epochs: 10, stepsPerEpoch: 10_000, every: 1 }));

  it('is drawn from a bounded number of points that reach from start to end', () => {
    const points = [...pointsOf(lossChart(state, false), 'numeral', 'solid')];
    expect(points.length).toBeLessThanOrEqual(1_000);
    expect(points.length).toBeGreaterThan(400);
    expect(points[0]![0]).toBeLessThan(0.05);
    expect(points.at(-1)![0]).toBeCloseTo(10, 6);
  });

  it('keeps its shape: merged points are means of what they stand for', () => {
    for (const [x, y] of pointsOf(lossChart(state, false), 'numeral', 'solid')) {
      // The curves of these logs have a ripple of 13 %.
      expect(Math.abs(y / (0.04 + 2.26 * Math.exp(-x / 1.8)) - 1)).toBeLessThan(0.14);
    }
  });

  it('still shows the weighted sum', () => {
    const model = lossChart(state, false);
    const [numeral, morphology, total] = ['numeral', 'morphology', 'total'].map((name) =>
      pointsOf(model, name, 'solid'),
    );
    for (const { x, weights } of state.steps.items) {
      const sum = weights['numeral']! * numeral!.get(x)! + weights['morphology']! * morphology!.get(x)!;
      expect(total!.get(x)).toBeCloseTo(sum, 12);
    }
  });
});

describe('weights', () => {
  it('are charted when the weighting changes them', () => {
    const model = weightChart(stateOf(numeralsRun(short)))!;
    expect(model.series.map(({ name }) => name)).toEqual(['numeral', 'morphology']);
    expect(model.readings.at(-1)!.values[0]![0]).toBeCloseTo(0.5 + 0.09 * 12, 12);
  });

  it('are not while they are constant', () => {
    const constant = numeralsRun(short).map((event) =>
      event.kind === 'progress' || event.kind === 'epoch'
        ? { ...event, weights: { numeral: 0.3, morphology: 0.7 } }
        : event,
    );
    expect(weightChart(stateOf(constant))).toBeUndefined();
  });
});

describe('metrics and results', () => {
  const running = stateOf(numeralsRun({ ...short, epochs: 3 }));
  const done = stateOf(numeralsRun({ ...short, end: { status: 'completed' } }));

  it('have a chart each, with the tasks that they measure', () => {
    const charts = metricCharts(done);
    expect(charts.map(({ title, series }) => [title, series.map(({ name }) => name)])).toEqual([
      ['accuracy ↑', ['numeral']],
      ['mse ↓', ['morphology']],
      ['r2 ↑', ['morphology']],
    ]);
  });

  it('are those of the latest epoch while the run goes on', () => {
    expect(resultTable(running)).toMatchObject({ afterEpoch: 3, parts: ['train', 'validation'] });
  });

  it('are final at its end, with the test rows', () => {
    const results = resultTable(done)!;
    expect(results).toMatchObject({ afterEpoch: undefined, parts: ['train', 'validation', 'test'] });
    expect(results.tasks.map(({ labelled }) => labelled)).toEqual([
      [1400, 300, 300],
      [1390, 300, 298],
    ]);
    expect(resultData(results).rows.map(([task, metric]) => `${task} ${metric}`)).toEqual([
      'numeral loss',
      'numeral accuracy',
      'morphology loss',
      'morphology mse',
      'morphology r2',
    ]);
    expect(results.tasks[0]!.metrics[1]!.values[2]).toBe(done.end!.results.test!['numeral']!['accuracy']);
  });

  it('stay those of the last epoch where a failed run has no final ones', () => {
    const failed = numeralsRun({ ...short, epochs: 2, end: { status: 'failed' } }).map((event) =>
      event.kind === 'end' ? { ...event, results: {} } : event,
    );
    expect(resultTable(stateOf(failed))).toMatchObject({ afterEpoch: 2 });
  });
});

describe('a chart in words and numbers', () => {
  const model = lossChart(stateOf(numeralsRun(short)), true);

  it('has a column for each number that there is', () => {
    const { headings, rows } = tableOf(model);
    expect(headings).toEqual([
      'epoch',
      'numeral weight',
      'numeral train',
      'numeral validation',
      'morphology weight',
      'morphology train',
      'morphology validation',
      'total train',
      'total validation',
    ]);
    expect(rows).toHaveLength(12);
    expect(rows.every((cells) => cells.length === headings.length)).toBe(true);
  });

  it('says the latest numbers', () => {
    expect(summaryOf(model)).toMatch(
      /^Loss\. epoch 12\. numeral: weight 1\.535, train 0\.04380, validation 0\.1118; morphology: .*; total: train 0\.\d+, validation 0\.\d+\.$/,
    );
  });

  it('reads the numbers nearest to a pointer', () => {
    expect([0, 1.4, 1.6, 99].map((x) => readingAt(model.readings, x)!.x)).toEqual([1, 1, 2, 12]);
  });
});

const notice = (sequence: number, code: string): RunEvent => ({
  kind: 'notice',
  sequence,
  time: 0,
  problem: {
    code,
    severity: 'warning',
    message: { template: 'm', args: {} },
    remedy: { template: 'r', args: {} },
  },
});

it('shows a notice that comes again only once', () => {
  const state = stateOf(['a', 'b', 'a', 'c', 'd', 'e', 'f'].map((code, index) => notice(index, code)));
  expect(state.notices.map(({ code }) => code)).toEqual(['a', 'c', 'd', 'e', 'f']);
});
