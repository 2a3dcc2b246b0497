/** Data is read in a process beside the server: started when needed, ended when idle, started anew when it was lost. */
import { join } from 'node:path';
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
