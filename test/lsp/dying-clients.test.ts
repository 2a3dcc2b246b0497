/** A client that is gone takes the server and its reader of data with it, whatever they are at. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RawClient } from '../support/raw-client';
import { temporaryFolder } from '../support/temporary-folder';

let client: RawClient;
beforeEach(() => {
  client = new RawClient();
});
afterEach(() => client.end());

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A read that takes hours is under way. */
async function readForHours(): Promise<void> {
  const folder = temporaryFolder({ 'a.csv': 'x\n1\n' });
  const text =
    'data d { source: "a.csv"; query: "select count(*) as x from source, range(1000000000000)" }\n';
  client.open(text, 1, pathToFileURL(join(folder, 'a.mtl')).href);
  client.request('read', 'textDocument/diagnostic', {
    textDocument: { uri: pathToFileURL(join(folder, 'a.mtl')).href },
  });
  await client.answer('read');
  await setTimeout(1000);
}

const children = async (pid: number): Promise<readonly number[]> => {
  const listed = spawn('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  let out = '';
  for await (const chunk of listed.stdout) out += String(chunk);
  return out.trim().split(/\s+/).filter(Boolean).map(Number);
};

describe('a client that dies', () => {
  test.runIf(process.platform === 'linux')('closes its end: server and reader are gone', async () => {
    client.initialize();
    await readForHours();
    const readers = await children(client.child.pid!);
    expect(readers).toHaveLength(1);
    client.hangUp();
    expect(await client.exited).toBe(1);
    await vi.waitFor(() => expect(isAlive(readers[0]!)).toBe(false), { timeout: 10_000 });
  });

  test.runIf(process.platform === 'linux')(
    'is killed while its end stays open: they are gone as well',
    async () => {
      const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      client.initialize(editor.pid);
      await readForHours();
      const readers = await children(client.child.pid!);
      editor.kill('SIGKILL');
      expect(await client.exited).toBe(1);
      await vi.waitFor(() => expect(isAlive(readers[0]!)).toBe(false), { timeout: 10_000 });
    },
  );
});
