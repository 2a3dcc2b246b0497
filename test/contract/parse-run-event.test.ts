/** The guard of the run log: events pass, and an event that lacks or twists any field does not. */
import { describe, expect, test } from 'vitest';
import { parseControlMessage, parseRunEvent } from '../../contract/parse-run-event';
import { everyEvent } from '../support/run-events';

/** Fields that an event may do without. */
const optional = new Set([
  'end.problem',
  'epoch.round',
  'epoch.window',
  'epoch.cosines',
  'federated.each',
  'federated.privacy',
  'progress.cosines',
  'round.shares',
  'start.choice',
  'start.window',
  'resume.device',
]);

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

test.each([
  [{ tasks: ['a', 'b'], cosine: 0.5 }, true],
  [{ tasks: ['a', 'b'], cosine: null }, true],
  [{ tasks: ['a', 'b'], cosine: -1 }, true],
  [{ tasks: ['a', 'b'], cosine: 1.5 }, false],
  [{ tasks: ['a', 'b'], cosine: '0.5' }, false],
  [{ tasks: ['a', 'b'], cosine: Number.NaN }, false],
  [{ tasks: ['a', 'b'] }, false],
  [{ tasks: ['a'], cosine: 0.5 }, false],
  [{ tasks: ['a', 'b', 'c'], cosine: 0.5 }, false],
  [{ tasks: ['a', 1], cosine: 0.5 }, false],
  [{ tasks: 'ab', cosine: 0.5 }, false],
  [{ cosine: 0.5 }, false],
  [null, false],
])('%j is a cosine of two tasks: %s', (cosine, is) => {
  for (const event of everyEvent.filter(({ kind }) => kind === 'progress' || kind === 'epoch')) {
    expect(parseRunEvent({ ...event, cosines: [cosine] }) !== undefined).toBe(is);
    expect(parseRunEvent({ ...event, cosines: [] })).toBeDefined();
    expect(parseRunEvent({ ...event, cosines: { 0: cosine } })).toBeUndefined();
  }
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
