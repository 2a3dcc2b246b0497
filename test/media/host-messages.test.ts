/** What a panel takes from its host, and what it drops. */
import { expect, it } from 'vitest';
import { parseHostMessage } from '../../media/shared/parse-host-message';
import { numerals } from '../support/synthetic-architectures';
import { numeralsRun } from '../support/synthetic-runs';

const events = numeralsRun({ epochs: 1, stepsPerEpoch: 4, every: 2 });
const whole = { kind: 'events', run: '/r', since: 0, events, alive: true };
const picture = { kind: 'architecture', uri: 'file:///a.mtl', architecture: numerals, problems: [] };

it('takes events and pictures as they are', () => {
  expect(parseHostMessage(whole)).toEqual({ ...whole, next: events.length });
  expect(parseHostMessage(picture)).toEqual(picture);
  expect(parseHostMessage({ ...picture, architecture: null })).toMatchObject({ architecture: null });
});

it('survives the way through JSON', () => {
  expect(parseHostMessage(JSON.parse(JSON.stringify(whole)))).toEqual({ ...whole, next: events.length });
});

it('counts events of newer versions without showing them', () => {
  const newer = [...events, { kind: 'gradients', sequence: events.length, time: 1 }];
  const parsed = parseHostMessage({ ...whole, since: 5, events: newer });
  expect(parsed).toMatchObject({ next: 5 + newer.length, events });
});

it.each([
  undefined,
  null,
  'events',
  {},
  { ...whole, kind: 'else' },
  { ...whole, since: -1 },
  { ...whole, events: {} },
  { ...whole, alive: 1 },
  { ...picture, uri: 3 },
  { ...picture, problems: [{}] },
  { ...picture, architecture: { ...numerals, nodes: [{ ...numerals.nodes[0], kind: 'new' }] } },
  { ...picture, architecture: { ...numerals, nodes: [{ ...numerals.nodes[1], layers: [{}] }] } },
  { ...picture, architecture: { ...numerals, edges: [{ from: 'a', to: 'b', kind: 'flow' }] } },
])('drops %j', (message) => expect(parseHostMessage(message)).toBeUndefined());
