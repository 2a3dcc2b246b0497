/** The chart of gradient cosines: one line for each pair, the lowest of many, and nothing where the log tells none. */
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { cosineChart } from '../../media/run/store/cosine-chart';
import { tableOf } from '../../media/shared/charts/chart-model';
import { mergeRows, type LossRow } from '../../media/shared/runs/loss-row';
import { addEvents, newRunState } from '../../media/shared/runs/run-state';
import { numeralsRun } from '../support/synthetic-runs';
import { pairsOfTasks, withCosines } from '../support/with-cosines';

const plain = numeralsRun({ epochs: 12, stepsPerEpoch: 22, every: 2 });
const pair = pairsOfTasks(['numeral', 'morphology']);

function chartOf(events: readonly RunEvent[], smooth = false) {
  const state = newRunState();
  addEvents(state, events);
  return cosineChart(state, smooth);
}

it('is absent where the log has no cosines', () => {
  expect(chartOf(plain)).toBeUndefined();
  expect(chartOf([])).toBeUndefined();
  expect(chartOf(withCosines(plain, [], () => 0))).toBeUndefined();
});

it('has a line for each pair, between -1 and 1, with a line at 0', () => {
  const model = chartOf(withCosines(plain, pair, (x) => 0.5 - x))!;
  expect(model).toMatchObject({ title: 'Gradient cosines', bounds: [-1, 1], level: 0 });
  expect(model.series.map(({ name }) => name)).toEqual(['numeral ↔ morphology']);
  const progress = plain.filter(({ kind }) => kind === 'progress').length;
  expect(model.series[0]!.lines.map(({ style, points }) => [style, points.length])).toEqual([
    ['solid', progress],
  ]);
  expect(tableOf(model).headings).toEqual(['epoch', 'numeral ↔ morphology']);
  expect(tableOf(model).rows).toHaveLength(progress);
});

it('leaves a gap where no step had one, in the table too', () => {
  const model = chartOf(withCosines(plain, pair, (x) => (x < 0.5 ? null : -0.25)))!;
  const values = model.readings.map(({ values }) => values[0]![0]);
  expect(new Set(values)).toEqual(new Set([null, -0.25]));
  expect(model.series[0]!.lines[0]!.points).toHaveLength(values.filter((value) => value !== null).length);
});

it('smooths lines, never what is read off', () => {
  const events = withCosines(plain, pair, (x) => (Math.round(x * plain.length) % 2 === 0 ? 0.8 : -0.8));
  const [raw, smooth] = [chartOf(events)!, chartOf(events, true)!];
  const size = (model: typeof raw) =>
    model.series[0]!.lines[0]!.points.reduce((sum, { y }) => sum + Math.abs(y), 0);
  expect(size(smooth)).toBeLessThan(size(raw) / 3);
  expect(smooth.readings).toEqual(raw.readings);
});

it('is drawn from the epochs where only they tell of the pairs', () => {
  const model = chartOf(withCosines(plain, pair, () => 0.1, ['epoch']))!;
  expect(model.readings.map(({ x }) => x)).toEqual(Array.from({ length: 12 }, (_, epoch) => epoch + 1));
});

// The lowest are those in the middle: 7, then 6 and 8, and so on; the first never meet.
const cosineOf = (at: number) => (at === 0 ? null : Math.abs(at - 7) / 10 - 0.3);

describe('of more than ten pairs', () => {
  const many = pairsOfTasks(['a', 'b', 'c', 'd', 'e', 'f']);
  it('those with the lowest means are drawn, and the title says so', () => {
    const model = chartOf(withCosines(plain, many, (_, at) => cosineOf(at)))!;
    expect(model.title).toBe('Gradient cosines: the 10 lowest of 15 pairs');
    const expected = many.filter((_, at) => at >= 2 && at <= 11).map((tasks) => tasks.join(' ↔ '));
    expect(model.series.map(({ name }) => name)).toEqual(expected);
  });

  it('no two lines look alike', () => {
    const model = chartOf(withCosines(plain, many, (_, at) => cosineOf(at)))!;
    const looks = model.series.map(({ colour, dash }) => JSON.stringify([Number(colour) % 6, dash]));
    expect(new Set(looks).size).toBe(10);
  });

  it('those that never met come last', () => {
    const model = chartOf(withCosines(plain, many, (_, at) => (at < 8 ? null : 0.9)))!;
    const shown = model.series.map(({ name }) => name);
    expect(shown).toEqual(expect.arrayContaining(many.slice(8).map((tasks) => tasks.join(' ↔ '))));
  });
});

const row = (cosines?: LossRow['cosines']): LossRow => ({
  x: 1,
  step: 1,
  seconds: 1,
  losses: {},
  weights: {},
  ...(cosines && { cosines }),
});

it('rows that are merged hold means of what is known', () => {
  const merged = mergeRows(row({ ab: 0.5, ac: null, bc: -1 }), 3, row({ ab: -0.5, ac: 0.25, bc: null }), 1);
  expect(merged.cosines).toEqual({ ab: 0.25, ac: 0.25, bc: -1 });
  expect(mergeRows(row(), 1, row(), 1)).not.toHaveProperty('cosines');
  expect(mergeRows(row(), 1, row({ ab: 0.5 }), 1).cosines).toEqual({ ab: 0.5 });
  expect(mergeRows(row({ ab: 0.5 }), 1, row(), 1).cosines).toEqual({ ab: 0.5 });
});
