/** The server says the same over every channel that a client may start it with, and leaves with its client. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels } from '../support/channels';
import { oddUri, origin, RawClient } from '../support/raw-client';

const notInitialized = -32_002;
const invalidRequest = -32_600;
const bundle = join(import.meta.dirname, '..', '..', 'dist', 'server.cjs');

describe.each(channels)('%s', (name) => {
  let client: RawClient;
  beforeEach(() => {
    client = new RawClient(name);
  });
  afterEach(() => client.end());

  const hover = (id: number): void =>
    client.request(id, 'textDocument/hover', { textDocument: { uri: oddUri }, position: origin });

  test('serves, and is refused nothing but what comes before its time or behind it', async () => {
    hover(1);
    expect((await client.answer(1)).error?.code).toBe(notInitialized);
    client.initialize();
    client.open('let höhe = 1 // 行\n');
    expect(await client.names()).toEqual(['höhe']);
    client.request(2, 'shutdown');
    hover(3);
    expect((await client.answer(3)).error?.code).toBe(invalidRequest);
    client.notify('exit');
    expect(await client.exited).toBe(0);
  });

  test('leaves with a client that hangs up', async () => {
    client.initialize();
    await client.answer(0);
    client.hangUp();
    expect(await client.exited).toBe(1);
  });

  test('leaves in peace with a client that has shut it down', async () => {
    client.initialize();
    client.request(1, 'shutdown');
    await client.answer(1);
    client.hangUp();
    expect(await client.exited).toBe(0);
  });
});

test.each(['socket', 'pipe'] as const)('%s: what cannot be read is given up with a reason', async (name) => {
  const client = new RawClient(name);
  client.initialize();
  await client.answer(0);
  client.write('garbage\r\n\r\n');
  expect(await client.exited).toBe(1);
  expect(client.said).toContain('cannot be told apart any more');
});

test.each([
  ['--socket=1', 'cannot be reached at 1'],
  ['--pipe=/nowhere/at/all', 'cannot be reached at /nowhere/at/all'],
  ['--node-ipc', 'use `--stdio`'],
])('%s that leads nowhere is said', (argument, said) => {
  const { status, stderr } = spawnSync(process.execPath, [bundle, argument], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain(said);
});
