/** Co-training on the run panel: charts and tables of rounds, one pair or several. */
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { lossChart } from '../../media/run/store/loss-chart';
import { roundCharts } from '../../media/run/store/round-charts';
import { roundTables } from '../../media/run/store/round-table';
import { addEvents, newRunState, type RunState } from '../../media/shared/runs/run-state';
import { roundsRun } from '../support/synthetic-runs';

function stateOf(events: readonly RunEvent[]): RunState {
  const state = newRunState();
  addEvents(state, events);
  return state;
}

describe('one pair', () => {
  const state = stateOf(roundsRun(12));

  it('is charted by labels, accuracy, precision and disagreement', () => {
    expect(roundCharts(state).map(({ title, series }) => [title, series.map(({ name }) => name)])).toEqual([
      ['Labels passed on', ['in all rounds', 'in this round']],
      ['accuracy on test rows', ['byOutline', 'byProfile', 'all together']],
      ['Precision of passed-on labels', ['precision']],
      ['Disagreement of the networks', ['disagreement']],
    ]);
  });

  it('is a table with a row a round, beginning with the labelled rows alone', () => {
    const [table] = roundTables(state);
    expect(table!.name).toBe('numeral: byOutline ↔ byProfile');
    expect(table!.rows).toHaveLength(13);
    expect(table!.rows[0]!.slice(0, 6)).toEqual([0, 1280, 0, 0, null, 0]);
    expect(table!.headings.slice(-3)).toEqual([
      'byOutline accuracy',
      'byProfile accuracy',
      'all together accuracy',
    ]);
  });

  it('marks the ends of rounds on the loss chart, and is not smoothed across them', () => {
    const model = lossChart(state, true);
    expect(model.marks.slice(0, 3)).toEqual([30, 60, 90]);
    const [behind, solid] = model.series[0]!.lines;
    const at = (x: number) => [behind!, solid!].map(({ points }) => points.find((point) => point.x === x)!.y);
    const [raw, smoothed] = at(31);
    expect(smoothed).toBeGreaterThan(0.85 * raw!);
  });
});

it('leaves out precision where it was never known', () => {
  const events = roundsRun(2).map((event) =>
    event.kind === 'round' ? { ...event, precision: null, precisionRows: 0 } : event,
  );
  expect(roundCharts(stateOf(events)).map(({ id }) => id)).toEqual(['accepted', 'networks', 'disagreement']);
});

it('shows the weights of shared features where features are shared', () => {
  const events = roundsRun(2).map((event) =>
    event.kind === 'round' ? { ...event, shares: { byOutline: 0.4, byProfile: 0.6 } } : event,
  );
  const shares = roundCharts(stateOf(events)).at(-1)!;
  expect(shares.title).toBe('Weights of shared features');
  expect(shares.readings.at(-1)!.values).toEqual([[0.4], [0.6]]);
});

it('keeps several pairs apart', () => {
  const events = roundsRun(2).flatMap((event): RunEvent[] => {
    if (event.kind !== 'round') return [event];
    const { all, byOutline } = event.networks;
    return [
      event,
      { ...event, accepted: 5, networks: { all: all!, byOutline: byOutline!, third: byOutline! } },
    ];
  });
  const state = stateOf(events);
  expect(roundTables(state).map(({ name, rows }) => [name, rows.length])).toEqual([
    ['numeral: byOutline ↔ byProfile', 3],
    ['numeral: byOutline ↔ third', 3],
  ]);
  const ids = roundCharts(state).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(state.roundEnds.items).toEqual([30, 60, 90]);
});

it('shows where networks ended that taught each other in every step, without rounds', () => {
  const events = roundsRun(0).map((event): RunEvent =>
    event.kind === 'round' ? { ...event, rounds: 0 } : event,
  );
  const state = stateOf(events);
  expect(roundCharts(state)).toEqual([]);
  const [table] = roundTables(state);
  expect([table!.title, table!.rows.length]).toEqual(['Co-trained networks', 1]);
  expect(table!.headings.slice(0, 2)).toEqual(['unlabelled', 'disagreement']);
});
