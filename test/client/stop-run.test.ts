/** `MTL: Stop Run` takes effect whenever it is asked for, or says why not: real processes, in a window that was reloaded. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { ExperimentRuns } from '../../client/src/infrastructure/experiment-runs';
import { stopRun } from '../../client/src/features/stop-run/stop-run';
import { Runs } from '../../client/src/infrastructure/runs';
import { runFiles } from '../../contract/run-log';
import { readLog } from '../../runs/read-log';
import { keepPid, keptPid } from '../../runs/trainer-pid';
import { everyEvent } from '../support/run-events';
import { temporaryFolder } from '../support/temporary-folder';

const editor = vi.hoisted(() => ({
  said: [] as string[],
  offered: [] as string[],
  documents: [] as object[],
}));

vi.mock('vscode', async () => {
  const { EventEmitter } = await import('../support/event-emitter');
  const nothing = {
    dispose: () => undefined,
    onDidCreate: () => nothing,
    onDidDelete: () => nothing,
  };
  return {
    EventEmitter,
    l10n: { bundle: undefined },
    workspace: {
      get textDocuments() {
        return editor.documents;
      },
      createFileSystemWatcher: () => nothing,
      findFiles: () => Promise.resolve([]),
    },
    window: {
      showWarningMessage: (words: string) => void editor.said.push(words),
      // A person takes the first that is offered.
      showQuickPick: (items: readonly { readonly description: string }[]) => {
        editor.offered.push(...items.map(({ description }) => description));
        return Promise.resolve(items[0]);
      },
    },
  };
});

beforeEach(() => {
  editor.said.length = 0;
  editor.offered.length = 0;
  editor.documents.length = 0;
});

const eventOf = (kind: string, sequence: number, more: object = {}) =>
  `${JSON.stringify({ ...everyEvent.find((event) => event.kind === kind)!, sequence, time: sequence + 1, ...more })}\n`;

/** Ends when asked. One that lingers has told its end long before. */
const trainerCode = {
  stops: `process.on('SIGTERM', () => process.exit()); setInterval(() => {}, 1000);`,
  lingers: `process.on('SIGTERM', () => undefined); setInterval(() => {}, 1000);`,
};

/** A folder beside `e.mtl` with a run, and the process that trains it, which no window has started. */
async function runAtWork(root: string, name: string, behaviour: keyof typeof trainerCode = 'stops') {
  const folder = join(root, 'runs', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, runFiles.plan), '{ "file": "e.mtl" }');
  const code = `${trainerCode[behaviour]} console.log('ready');`;
  const trainer = spawn(process.execPath, ['-e', code, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void trainer.kill('SIGKILL'));
  await once(trainer.stdout!, 'data');
  writeFileSync(join(folder, runFiles.log), eventOf('start', 0, { pid: trainer.pid, title: name }));
  keepPid(folder, trainer.pid!);
  return { folder, trainer };
}

/** A window that remembers these runs as those that were at work when it was left. */
function openWindow(...remembered: readonly string[]): Runs {
  const kept = { get: () => remembered, update: () => Promise.resolve() };
  const runs = new Runs(
    { workspaceState: kept } as unknown as ExtensionContext,
    { info: () => undefined } as unknown as LogOutputChannel,
  );
  onTestFinished(async () => {
    await runs.close();
    runs.dispose();
  });
  return runs;
}

const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;
const experiment = (root: string) => ({
  languageId: 'mtl',
  uri: { scheme: 'file', fsPath: join(root, 'e.mtl') },
});

test('before the window has found its runs again', async () => {
  const { folder, trainer } = await runAtWork(temporaryFolder(), 'a');
  const runs = openWindow(folder);
  void runs.recover();
  expect(runs.working).toEqual([]);
  await stopRun(runs);
  await vi.waitFor(() => expect(isGone(trainer)).toBe(true), 10_000);
  expect((await readLog(folder)).value?.at(-1)).toMatchObject({ kind: 'end', status: 'stopped' });
  expect(editor.said).toEqual([]);
});

test('before it has begun to look for them', async () => {
  const { folder, trainer } = await runAtWork(temporaryFolder(), 'a');
  await stopRun(openWindow(folder), folder);
  await vi.waitFor(() => expect(isGone(trainer)).toBe(true), 10_000);
});

test('of a run that the window knows nothing of: it is found beside the text, and offered', async () => {
  const root = temporaryFolder();
  const { folder, trainer } = await runAtWork(root, 'a');
  const runs = openWindow();
  await stopRun(runs);
  expect([editor.said, isGone(trainer)]).toEqual([['No run is at work that could be stopped.'], false]);
  editor.documents.push(experiment(root));
  await stopRun(runs);
  expect(editor.offered).toEqual([folder]);
  await vi.waitFor(() => expect(isGone(trainer)).toBe(true), 10_000);
});

/** A folder, and a link to it. */
function linked() {
  const root = temporaryFolder();
  const link = join(temporaryFolder(), 'link');
  symlinkSync(root, link, 'junction');
  return { root, link };
}

describe('of a run that a link leads to as well', () => {
  test('it is one run by both names', async () => {
    const { root, link } = linked();
    const { folder, trainer } = await runAtWork(root, 'a');
    const runs = openWindow();
    const other = join(link, 'runs', 'a');
    expect(await runs.open(other)).toBe(await runs.open(folder));
    expect(runs.working.map((run) => run.folder)).toEqual([other]);
    await stopRun(runs, folder);
    await vi.waitFor(() => expect(isGone(trainer)).toBe(true), 10_000);
    expect(editor.said).toEqual([]);
  });

  test('it is offered once', async () => {
    const { root, link } = linked();
    const { trainer } = await runAtWork(root, 'a');
    editor.documents.push(experiment(link), experiment(root));
    await stopRun(openWindow());
    expect(editor.offered).toEqual([join(link, 'runs', 'a')]);
    await vi.waitFor(() => expect(isGone(trainer)).toBe(true), 10_000);
  });
});

test('of a run that is over already: no other is stopped in its place', async () => {
  const root = temporaryFolder();
  const { folder, trainer } = await runAtWork(root, 'a');
  const runs = openWindow(folder);
  await stopRun(runs, join(root, 'runs', 'b'));
  expect([editor.said, isGone(trainer)]).toEqual([['This run is not at work any more.'], false]);
});

test('of a process that cannot be ended from here: it is said', async () => {
  const { folder, trainer } = await runAtWork(temporaryFolder(), 'a', 'lingers');
  const runs = openWindow(folder);
  // As for the process of another person.
  const kill = process.kill.bind(process);
  const spy = vi.spyOn(process, 'kill').mockImplementation((pid, signal) => {
    if (signal !== 0) throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
    return kill(pid, signal);
  });
  await stopRun(runs);
  spy.mockRestore();
  expect(editor.said).toEqual([
    `a is not stopped: its process ${trainer.pid} cannot be ended from here. End it where it was started.`,
  ]);
  expect((await readLog(folder)).value?.map(({ kind }) => kind)).toEqual(['start']);
  expect([isGone(trainer), runs.working.map((run) => run.folder)]).toEqual([false, [folder]]);
}, 30_000);

test('a run is over when its process is, so that lists read then know its end', async () => {
  const root = temporaryFolder();
  const { folder, trainer } = await runAtWork(root, 'a', 'lingers');
  const runs = openWindow(folder);
  const experimentRuns = new ExperimentRuns(runs);
  onTestFinished(() => experimentRuns.dispose());
  const uri = experiment(root).uri as never;
  await runs.recover();
  const feed = runs.working[0]!;
  let told: Promise<readonly object[]> | undefined;
  experimentRuns.onDidChange(() => (told = experimentRuns.of(uri)));
  expect(await experimentRuns.of(uri)).toEqual([]);

  appendFileSync(join(folder, runFiles.log), eventOf('end', 1, { status: 'completed' }));
  await vi.waitFor(() => expect(feed.end?.status).toBe('completed'), 10_000);
  expect([feed.alive, told]).toEqual([true, undefined]);
  trainer.kill('SIGKILL');
  await vi.waitFor(() => expect(feed.alive).toBe(false), 10_000);
  expect(await told).toMatchObject([{ path: folder, state: 'completed' }]);
  // Other windows wait for that.
  expect(keptPid(folder)).toBeUndefined();
});

test('what is listed while a run is at work is read again, also where nobody hears of its end', async () => {
  const root = temporaryFolder();
  const { folder, trainer } = await runAtWork(root, 'a');
  const experimentRuns = new ExperimentRuns(openWindow());
  onTestFinished(() => experimentRuns.dispose());
  const uri = experiment(root).uri as never;
  expect(await experimentRuns.of(uri)).toEqual([]);
  appendFileSync(join(folder, runFiles.log), eventOf('end', 1, { status: 'completed' }));
  const gone = once(trainer, 'exit');
  trainer.kill('SIGKILL');
  await gone;
  expect(await experimentRuns.of(uri)).toMatchObject([{ path: folder, state: 'completed' }]);
});
