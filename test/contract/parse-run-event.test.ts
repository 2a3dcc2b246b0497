/** The guard of the run log: events pass, and an event that lacks or twists any field does not. */
import { describe, expect, test } from 'vitest';
import { parseControlMessage, parseRunEvent } from '../../contract/parse-run-event';
import { everyEvent } from '../support/run-events';

/** Fields that an event may do without. */
const optional = new Set(['end.problem', 'epoch.round', 'round.shares', 'start.choice', 'resume.device']);

describe.each(everyEvent.map((event) => [event.kind, event] as const))('%s', (kind, event) => {
  test('passes, also with a field of a newer version', () => {
    expect(parseRunEvent(event)).toBe(event);
    expect(parseRunEvent({ ...event, later: [1] })).toBeDefined();
  });

  test.each(Object.keys(event))('needs its %s', (field) => {
    const { [field as keyof typeof event]: _, ...rest } = event;
    expect(parseRunEvent(rest) !== undefined).toBe(optional.has(`${kind}.${field}`));
  });

  test.each(Object.keys(event))('does not take anything for its %s', (field) => {
    for (const value of [Symbol('x'), () => 0, { train: 'x' }, [[]], Number.NaN]) {
      expect(parseRunEvent({ ...event, [field]: value })).toBeUndefined();
    }
  });
});

test.each([undefined, null, 0, 'end', [], {}, { kind: 'end' }, { kind: '__proto__', sequence: 0, time: 0 }])(
  '%j is no event',
  (value) => {
    expect(parseRunEvent(value)).toBeUndefined();
  },
);

test.each([
  [{ kind: 'stop' }, true],
  [{ kind: 'checkpoint' }, true],
  [{ kind: 'start' }, false],
  [{ kind: 'toString' }, false],
  ['stop', false],
  [null, false],
])('%j is a control message: %s', (value, is) => {
  expect(parseControlMessage(value) !== undefined).toBe(is);
});
