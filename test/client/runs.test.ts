/** A run that is at rest in this window and goes on in another process: it is seen, followed and let go again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { Runs } from '../../client/src/infrastructure/runs';
import { runFiles } from '../../contract/run-log';
import { keepPid } from '../../runs/trainer-pid';
import { everyEvent } from '../support/run-events';
import { temporaryFolder } from '../support/temporary-folder';

vi.mock('vscode', async () => ({
  ...(await import('../support/event-emitter')),
  l10n: { bundle: undefined },
}));

const eventOf = (kind: string, sequence: number, time: number) => ({
  ...everyEvent.find((event) => event.kind === kind)!,
  sequence,
  time,
});
const textOf = (events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const start = { ...eventOf('start', 0, 1), pid: 2 ** 30 };
const stopped = { ...eventOf('end', 2, 3), status: 'stopped' };
const log = textOf([start, eventOf('epoch', 1, 2), stopped]);

/** A run that was stopped and is known to the window, and a process that has been started to go on with it. */
async function resumedElsewhere() {
  const folder = temporaryFolder({ [runFiles.plan]: '{}', [runFiles.log]: log });
  const kept = { get: () => [], update: () => Promise.resolve() };
  const runs = new Runs(
    { workspaceState: kept } as unknown as ExtensionContext,
    { info: () => undefined } as unknown as LogOutputChannel,
  );
  let finished = 0;
  runs.onDidFinish(() => finished++);
  const feed = await runs.open(folder);
  expect([feed.alive, feed.end?.status]).toEqual([false, 'stopped']);
  const trainer = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', folder], {
    stdio: 'ignore',
  });
  onTestFinished(async () => {
    trainer.kill('SIGKILL');
    await runs.close();
    runs.dispose();
  });
  keepPid(folder, trainer.pid!);
  await vi.waitFor(() => expect(feed.alive).toBe(true), 10_000);
  expect(runs.working).toEqual([feed]);
  return { folder, runs, feed, trainer, finished: () => finished };
}

test('a run that goes on elsewhere is seen, followed, and over when it says so', async () => {
  const { folder, feed, trainer, finished } = await resumedElsewhere();
  // It still loads its data: the old end is no end.
  expect([feed.alive, feed.end?.status, finished()]).toEqual([true, 'stopped', 0]);
  const resumed = [start, eventOf('resume', 1, 9)];
  writeFileSync(join(folder, runFiles.log), textOf(resumed));
  await vi.waitFor(() => expect(feed.events.map(({ kind }) => kind)).toEqual(['start', 'resume']), 10_000);
  expect([feed.alive, feed.end]).toEqual([true, undefined]);
  writeFileSync(
    join(folder, runFiles.log),
    textOf([...resumed, { ...eventOf('end', 2, 10), status: 'completed' }]),
  );
  trainer.kill('SIGKILL');
  await vi.waitFor(() => expect(feed.alive).toBe(false), 10_000);
  expect([feed.end?.status, finished()]).toEqual(['completed', 1]);
});

test('one that could not go on is at rest again without a word', async () => {
  const { feed, trainer, finished } = await resumedElsewhere();
  trainer.kill('SIGKILL');
  await vi.waitFor(() => expect(feed.alive).toBe(false), 10_000);
  expect([feed.end?.status, feed.rewinds, finished()]).toEqual(['stopped', 0, 0]);
});

test('one that still loads its data is stopped when asked', async () => {
  const { feed, trainer } = await resumedElsewhere();
  const gone = once(trainer, 'exit');
  await feed.stop();
  expect((await gone)[1]).toBe('SIGTERM');
  await vi.waitFor(() => expect(feed.alive).toBe(false), 10_000);
  expect(feed.end?.status).toBe('stopped');
});
