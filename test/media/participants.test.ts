/** Federated training on the run panel: charts of participants and of privacy, and the table of rounds. */
import { expect, it } from 'vitest';
import type { FederatedEvent, RunEvent } from '../../contract/run-log';
import { participantCharts } from '../../media/run/store/participant-charts';
import { participantTables } from '../../media/run/store/participant-table';
import { statusOf } from '../../media/run/store/status';
import { addEvents, newRunState, type RunState } from '../../media/shared/runs/run-state';
import { everyEvent } from '../support/run-events';

const start = everyEvent.find(({ kind }) => kind === 'start')!;
const task = start.kind === 'start' ? start.tasks[0]! : undefined;
const metric = task!.metrics[0]!.name;

const round = (number: number, more: Partial<FederatedEvent> = {}): FederatedEvent => ({
  kind: 'federated',
  round: number,
  rounds: 3,
  participants: 5,
  chosen: 4,
  length: 0.5 / number,
  each: {
    part: 'validation',
    results: { [task!.name]: { [metric]: { mean: 0.9, worst: { participant: 'north', value: 0.7 } } } },
  },
  privacy: { epsilon: 2 * number, delta: 1e-5, shortened: 3 },
  ...more,
});

const bare = ({ each: _each, privacy: _privacy, ...event }: FederatedEvent): FederatedEvent => event;

function stateOf(rounds: readonly FederatedEvent[]): RunState {
  const state = newRunState();
  const events = rounds.map((event, index): RunEvent => ({ ...event, sequence: index + 1, time: index }));
  addEvents(state, [{ ...start, sequence: 0, time: 0 } as RunEvent, ...events]);
  return state;
}

it('charts the mean and the worst participant, and what is spent', () => {
  const charts = participantCharts(stateOf([round(1), round(2)]));
  expect(charts.map(({ title }) => title)).toEqual([
    `${task!.name}: ${metric} on validation rows`,
    'Privacy spent',
  ]);
  expect(charts[0]!.series.map(({ name }) => name)).toEqual([
    'mean of the participants',
    'worst participant',
  ]);
  expect(charts[1]!.readings).toEqual([
    { x: 1, values: [[2]] },
    { x: 2, values: [[4]] },
  ]);
});

it('tells every round in a table, with who does worst', () => {
  const [table] = participantTables(stateOf([round(1), round(2)]));
  expect(table!.headings).toHaveLength(8);
  expect(table!.rows[1]).toEqual([2, 4, 0.25, 3, 4, 0.9, 0.7, 'north']);
});

it('leaves out what is not known', () => {
  const state = stateOf([bare(round(1, { length: null, chosen: 0 }))]);
  expect(participantCharts(state)).toEqual([]);
  expect(participantTables(state)[0]!.rows).toEqual([[1, 0, null]]);
});

it('shows the round at work', () => {
  const around = { alive: true, stopping: false, now: 10 };
  expect(statusOf(stateOf([round(1)]), around).round).toEqual({ at: 2, of: 3 });
  expect(statusOf(stateOf([round(1), round(2), round(3)]), around).round).toEqual({ at: 3, of: 3 });
  expect(participantTables(newRunState())).toEqual([]);
});
