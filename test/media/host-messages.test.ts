/** What a panel takes from its host, and what it drops. */
import { expect, it } from 'vitest';
import { parseHostMessage } from '../../media/shared/parse-host-message';
import { numerals } from '../support/synthetic-architectures';
import { numeralsRun } from '../support/synthetic-runs';

const events = numeralsRun({ epochs: 1, stepsPerEpoch: 4, every: 2 });
const whole = { kind: 'events', run: '/r', since: 0, events, next: events.length, alive: true };
const one = { run: '/runs/a', name: 'a', state: 'running', problems: [] };
const comparison = {
  file: 'a.mtl',
  selected: false,
  runs: [one],
  older: 0,
  settings: [{ name: 'train.batch', values: [null] }],
};
const runs = { kind: 'comparison', experiment: 'file:///a.mtl', comparison };
const picture = { kind: 'architecture', uri: 'file:///a.mtl', architecture: numerals, problems: [] };

it('takes events and pictures as they are', () => {
  expect(parseHostMessage(whole)).toEqual(whole);
  expect(parseHostMessage(runs)).toEqual(runs);
  expect(parseHostMessage(picture)).toEqual(picture);
  expect(parseHostMessage({ ...picture, architecture: null })).toMatchObject({ architecture: null });
});

it('survives the way through JSON', () => {
  for (const message of [whole, picture, runs])
    expect(parseHostMessage(JSON.parse(JSON.stringify(message)))).toEqual(message);
});

it('passes over events of newer versions', () => {
  const newer = [...events, { kind: 'gradients', sequence: events.length, time: 1 }];
  const parsed = parseHostMessage({ ...whole, events: newer, next: newer.length });
  expect(parsed).toEqual({ ...whole, next: newer.length });
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
  { ...whole, next: undefined },
  { ...runs, experiment: 1 },
  { ...runs, comparison: { ...comparison, selected: undefined } },
  { ...runs, comparison: { ...comparison, runs: [{ ...one, state: 'asleep' }] } },
  { ...runs, comparison: { ...comparison, runs: [{ ...one, problems: [7] }] } },
  { ...runs, comparison: { ...comparison, settings: [{ name: 'a', values: [3] }] } },
  { ...picture, uri: 3 },
  { ...picture, problems: [{}] },
  { ...picture, architecture: { ...numerals, nodes: [{ ...numerals.nodes[0], kind: 'new' }] } },
  { ...picture, architecture: { ...numerals, nodes: [{ ...numerals.nodes[1], layers: [{}] }] } },
  { ...picture, architecture: { ...numerals, edges: [{ from: 'a', to: 'b', kind: 'flow' }] } },
])('drops %j', (message) => expect(parseHostMessage(message)).toBeUndefined());
