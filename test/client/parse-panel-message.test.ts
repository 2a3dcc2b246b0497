/** What a webview may say, and that nothing else passes the edge. */
import { expect, test } from 'vitest';
import { parsePanelMessage } from '../../client/src/infrastructure/parse-panel-message';

const accepted = [
  { kind: 'ready', since: 0 },
  { kind: 'ready', since: 12 },
  { kind: 'ready', since: 12, run: '/runs/a' },
  { kind: 'open', run: '/runs/a' },
  { kind: 'document' },
  { kind: 'stop' },
  { kind: 'resume' },
  { kind: 'reveal', at: { line: 3, character: 0 } },
  { kind: 'export', name: 'loss.png', mime: 'image/png', base64: 'AAAA' },
];

test.each(accepted)('passes $kind', (message) => {
  expect(parsePanelMessage(message)).toEqual(message);
});

test('passes on what it knows and nothing more', () => {
  expect(parsePanelMessage({ kind: 'stop', extra: 'x' })).toEqual({ kind: 'stop' });
});

const refused: readonly unknown[] = [
  undefined,
  null,
  'stop',
  7,
  [],
  {},
  { kind: 'constructor' },
  { kind: '__proto__' },
  { kind: 'ready' },
  { kind: 'ready', since: -1 },
  { kind: 'ready', since: 0.5 },
  { kind: 'ready', since: Number.NaN },
  { kind: 'ready', since: 0, run: 7 },
  { kind: 'open' },
  { kind: 'reveal' },
  { kind: 'reveal', at: { line: '1', character: 0 } },
  { kind: 'reveal', at: { line: 1 } },
  { kind: 'export', name: 'x', mime: 'text/html', base64: '' },
  { kind: 'export', name: 'x', mime: 'image/png' },
];

test.each(refused.map((message) => [message]))('refuses %j', (message) => {
  expect(parsePanelMessage(message)).toBeUndefined();
});
