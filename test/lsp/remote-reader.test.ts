/** Data is read in a process beside the server: started when needed, stopped when nobody waits, ended when idle, started anew when it was lost. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { SourceRequest } from '../../contract/schema';
import { localReader } from '../../data/local-reader';
import { createRemoteReader } from '../../data/remote-reader';

const root = join(import.meta.dirname, '..', '..');
const file = join(root, 'dist', 'reader.cjs');
const penguins: SourceRequest = {
  directory: join(root, 'examples', 'data'),
  source: ['penguins.csv'],
  query: null,
};

test('answers what reading in this process answers', async () => {
  const reader = createRemoteReader({ file });
  const parts = {
    ...penguins,
    split: { by: 'fractions', fractions: [0.8, 0.1, 0.1], stratify: null, group: null },
    seed: 3,
    classes: ['species'],
    group: null,
    alike: [],
  } as const;
  expect(reader.pid).toBeUndefined();
  expect(await reader.readSchema(penguins)).toEqual(await localReader.readSchema(penguins));
  expect(await reader.readParts(parts)).toEqual(await localReader.readParts(parts));
  process.kill(reader.pid!);
});

test('a process that is lost is a problem with a remedy, and the next question starts another', async () => {
  const reader = createRemoteReader({ file });
  const asked = reader.readSchema(penguins);
  const lost = reader.pid!;
  process.kill(lost, 'SIGKILL');
  const answer = await asked;
  expect(answer).toMatchObject({ state: 'failed', problem: { code: 'MTL6007' } });
  expect('problem' in answer && answer.problem.message.args).toEqual({ reason: 'SIGKILL' });
  expect((await reader.readSchema(penguins)).state).toBe('known');
  expect(reader.pid).not.toBe(lost);
  process.kill(reader.pid!);
});

test('a process that cannot be started is a problem', async () => {
  const reader = createRemoteReader({ file: join(root, 'dist', 'none.cjs') });
  expect(await reader.readSchema(penguins)).toMatchObject({ state: 'failed', problem: { code: 'MTL6007' } });
});

test('a process that nobody asks ends', async () => {
  const reader = createRemoteReader({ file, idle: 50 });
  await reader.readSchema(penguins);
  await vi.waitFor(() => expect(reader.pid).toBeUndefined(), 10_000);
});

test('a question that comes while an idle process ends is answered by another', async () => {
  const reader = createRemoteReader({ file, idle: 1 });
  for (let time = 0; time < 3; time++) {
    expect((await reader.readSchema(penguins)).state).toBe('known');
    await setTimeout(2);
  }
});

test('what was asked last is read first', async () => {
  const reader = createRemoteReader({ file });
  const order: number[] = [];
  const queries = ['select 1 as a', 'select 2 as a', 'select 3 as a'];
  await Promise.all(
    queries.map(async (query, index) => {
      await reader.readSchema({ ...penguins, query });
      order.push(index);
    }),
  );
  expect(order).toEqual([0, 2, 1]);
  process.kill(reader.pid!);
});

/** Takes hours. */
const endless: SourceRequest = {
  ...penguins,
  query: 'select count(*) as a from source, range(1000000000000)',
};
const stopped = { state: 'failed', problem: { code: 'MTL6038' } };

test('a read that is stopped makes room for the next, in the same process', async () => {
  const reader = createRemoteReader({ file, patience: 30_000 });
  const first = await reader.readSchema(penguins);
  const { pid } = reader;
  const stop = new AbortController();
  const slow = reader.readSchema(endless, stop.signal);
  const next = reader.readSchema(penguins);
  // The engine is in the midst of the query by then.
  await setTimeout(500);
  stop.abort();
  expect(await slow).toMatchObject(stopped);
  expect(await next).toEqual(first);
  expect(reader.pid).toBe(pid);
  process.kill(reader.pid!);
});

test('a read that does not stop ends with its process', async () => {
  const reader = createRemoteReader({ file, patience: 0 });
  await reader.readSchema(penguins);
  const { pid } = reader;
  const stop = new AbortController();
  const slow = reader.readSchema(endless, stop.signal);
  const next = reader.readSchema(penguins);
  stop.abort();
  expect(await slow).toMatchObject(stopped);
  expect((await next).state).toBe('known');
  expect(reader.pid).not.toBe(pid);
  process.kill(reader.pid!);
});

test('what is stopped before it begins is never read', async () => {
  const reader = createRemoteReader({ file });
  const stop = new AbortController();
  const first = reader.readSchema(penguins);
  const dropped = reader.readSchema(endless, stop.signal);
  stop.abort();
  expect(await dropped).toMatchObject(stopped);
  expect((await first).state).toBe('known');
  expect((await reader.readSchema(penguins)).state).toBe('known');
  process.kill(reader.pid!);
});
