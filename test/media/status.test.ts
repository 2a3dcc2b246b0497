/** How a run stands, from its events and from whether a trainer is at work. */
import { expect, it } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { addEvents, newRunState } from '../../media/shared/runs/run-state';
import { statusOf, type Status, type StatusName } from '../../media/run/store/status';
import { numeralsRun, roundsRun, startTime } from '../support/synthetic-runs';

const shape = { epochs: 4, stepsPerEpoch: 20, every: 5 };
const whole = numeralsRun({ ...shape, end: { status: 'completed' } });

function checkStatus(
  events: readonly RunEvent[],
  around: Partial<Parameters<typeof statusOf>[1]> = {},
): Status {
  const state = newRunState();
  addEvents(state, events);
  return statusOf(state, { alive: true, stopping: false, now: startTime + 9_000, ...around });
}

const names: readonly (readonly [StatusName, readonly RunEvent[], alive: boolean, stopping: boolean])[] = [
  ['preparing', [], true, false],
  ['running', whole.slice(0, 1), true, false],
  ['running', whole.slice(0, 9), true, false],
  ['stopping', whole.slice(0, 9), true, true],
  ['completed', whole, false, false],
  ['completed', whole, true, true],
  ['stopped', numeralsRun({ ...shape, end: { status: 'stopped' } }), false, true],
  ['failed', numeralsRun({ ...shape, end: { status: 'failed' } }), false, false],
  ['failed', whole.slice(0, 9), false, false],
  ['failed', [], false, false],
];

it.each(names.map(([name, events, alive, stopping]) => ({ name, events, alive, stopping })))(
  'is $name after $events.length events, alive $alive, stopping $stopping',
  ({ name, events, alive, stopping }) => {
    expect(checkStatus(events, { alive, stopping }).name).toBe(name);
  },
);

it('tells epoch, time and speed while it runs', () => {
  // Two of four epochs, at four seconds each, are over after eight seconds.
  const status = checkStatus(whole.slice(0, 11));
  expect(status.epoch).toEqual({ at: 2, of: 4 });
  expect(status.seconds).toBe(9);
  expect(status.done).toBeCloseTo(0.5, 6);
  expect(status.secondsLeft).toBeCloseTo(7, 6);
  expect(status.rowsPerSecond).toBeGreaterThan(11_000);
  expect(status.round).toBeUndefined();
});

it('takes its time from the end event, and has none left', () => {
  const status = checkStatus(whole, { alive: false, now: startTime + 3_600_000 });
  expect(status).toMatchObject({ seconds: 16, done: 1, epoch: { at: 4, of: 4 } });
  expect(status.secondsLeft).toBeUndefined();
});

it('is at the last epoch when the run is over, also where progress was written last before it', () => {
  const upToThree = whole.filter((event) => event.kind !== 'progress' || event.epoch < 4);
  expect(checkStatus(upToThree.map((event) => ({ ...event, time: startTime }))).epoch).toEqual({
    at: 4,
    of: 4,
  });
});

it('stands still at the last word of a trainer that is gone', () => {
  expect(checkStatus(whole.slice(0, 11), { alive: false, now: startTime + 3_600_000 }).seconds).toBe(8);
});

it('counts the round at work', () => {
  const events = roundsRun(3);
  expect(checkStatus(events.slice(0, 20)).round).toBeUndefined();
  const afterFirst = events.findIndex(({ kind }) => kind === 'round') + 1;
  expect(checkStatus(events.slice(0, afterFirst)).round).toEqual({ at: 1, of: 3 });
  expect(checkStatus(events).round).toEqual({ at: 3, of: 3 });
});
