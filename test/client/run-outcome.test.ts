/** What the status bar says of a run that is over, and that it stops saying so when the run goes on. */
import { beforeEach, expect, test, vi } from 'vitest';
import { announceOutcomes } from '../../client/src/features/run-outcome/run-outcome';
import { RunFeed } from '../../client/src/infrastructure/run-feed';
import type { EndEvent } from '../../contract/run-log';

const { shown, warned } = vi.hoisted(() => ({ shown: new Set<string>(), warned: [] as string[] }));
vi.mock('vscode', async () => {
  const { EventEmitter } = await import('../support/event-emitter');
  return {
    EventEmitter,
    l10n: { bundle: undefined },
    window: {
      setStatusBarMessage: (words: string) => {
        shown.add(words);
        return { dispose: () => shown.delete(words) };
      },
      showErrorMessage: (words: string) => Promise.resolve(void warned.push(words)),
    },
  };
});

beforeEach(() => {
  shown.clear();
  warned.length = 0;
});

async function finishedRun(status: EndEvent['status']) {
  const { EventEmitter } = await import('../support/event-emitter');
  const [changed, finished] = [new EventEmitter<RunFeed>(), new EventEmitter<RunFeed>()];
  announceOutcomes({ onDidChange: changed.event, onDidFinish: finished.event });
  const run = new RunFeed('/runs/a', 'Digits');
  run.onDidChange((each) => changed.fire(each));
  run.begin(() => Promise.resolve());
  run.finish({ status });
  finished.fire(run);
  return run;
}

test('a run that was stopped is said to be so until it goes on', async () => {
  const run = await finishedRun('stopped');
  expect([...shown]).toEqual(['$(debug-stop) Digits was stopped.']);
  run.begin(() => Promise.resolve());
  expect([...shown]).toEqual([]);
});

test('a run that is trained is said to be so', async () => {
  await finishedRun('completed');
  expect([[...shown], warned]).toEqual([['$(check) Digits is trained.'], []]);
});

test('a failure is shown, not whispered', async () => {
  await finishedRun('failed');
  expect([...shown]).toEqual([]);
  expect(warned).toEqual(['Digits failed: The trainer left without a word. The log says how far it came.']);
});
