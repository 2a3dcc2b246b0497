/** What the host says to a Compare panel, and when: not before it asks, everything once, and new events alone. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { comparePanels } from '../../client/src/features/compare-runs/compare-panel';
import { runsOfFile } from '../../runs/runs-of-file';
import { isTrainerAtWork, keepPid } from '../../runs/trainer-pid';
import { EventEmitter } from '../support/event-emitter';
import { fakeView } from '../support/fake-view';
import { numeralsRun } from '../support/synthetic-runs';
import { temporaryFolder } from '../support/temporary-folder';

const editor = vi.hoisted(() => ({
  commands: [] as unknown[][],
  documents: [] as { content: string; language: string }[],
  serializer: undefined as { deserializeWebviewPanel(panel: object, state: unknown): unknown } | undefined,
}));

vi.mock('vscode', async () => ({
  ...(await import('../support/event-emitter')),
  env: { language: 'en' },
  l10n: { bundle: undefined },
  Uri: {
    parse: (address: string) => uriOf(address.replace('file://', '')),
    joinPath: (base: { path: string }, ...parts: string[]) => uriOf([base.path, ...parts].join('/')),
  },
  commands: { executeCommand: (...words: unknown[]) => void editor.commands.push(words) },
  workspace: {
    openTextDocument: (document: { content: string; language: string }) => {
      editor.documents.push(document);
      return Promise.resolve(document);
    },
  },
  window: {
    showTextDocument: () => Promise.resolve(),
    registerWebviewPanelSerializer: (_: string, serializer: typeof editor.serializer) => {
      editor.serializer = serializer;
      return { dispose: () => undefined };
    },
  },
}));

const uriOf = (path: string) => ({ path, fsPath: path, scheme: 'file', toString: () => `file://${path}` });
const lines = (events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const whole = numeralsRun({ epochs: 3, stepsPerEpoch: 4, every: 2, end: { status: 'completed' } });
const patience = { timeout: 10_000 };

/** Two runs of `a.mtl`, the older of them at work with all but its last four events, and a panel of them. */
async function openPanel() {
  const root = temporaryFolder();
  const write = (name: string, events: readonly object[]): string => {
    const folder = join(root, 'runs', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'plan.json'), JSON.stringify({ file: 'a.mtl' }));
    writeFileSync(join(folder, 'run.jsonl'), lines(events));
    return folder;
  };
  const over = write(
    'over',
    whole.map((event) => ({ ...event, time: event.time + 60_000 })),
  );
  const atWork = write('at-work', whole.slice(0, -4));
  const trainer = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', atWork]);
  onTestFinished(() => void trainer.kill('SIGKILL'));
  keepPid(atWork, trainer.pid!);
  await vi.waitFor(() => expect(isTrainerAtWork(atWork)).toBe(true), patience);
  const runs = {
    onDidChange: new EventEmitter<void>().event,
    elsewhere: () => Promise.resolve([]),
    of: async ({ fsPath }: { fsPath: string }) =>
      (await runsOfFile(fsPath)).filter(({ state }) => state !== 'running'),
  };
  const panels = comparePanels(
    { extensionUri: uriOf('/extension') } as unknown as ExtensionContext,
    runs as never,
  );
  onTestFinished(() => panels.dispose());
  const view = fakeView();
  await editor.serializer!.deserializeWebviewPanel(view.panel, {
    experiment: `file://${join(root, 'a.mtl')}`,
  });
  const events = (run: string) =>
    view.told.flatMap((message) =>
      message.kind === 'events' && message.run === run
        ? [[message.since, message.events.length, message.next]]
        : [],
    );
  return { ...view, over, atWork, events };
}

const count = whole.length;

test('a panel is told nothing before it asks, then which runs there are and all of each', async () => {
  const { panel, said, told, over, atWork, events } = await openPanel();
  expect(panel.title).toBe('Runs of a.mtl');
  expect(panel.webview.html).toContain('data-mtl-panel="compare"');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(told).toEqual([]);
  said.fire({ kind: 'ready', since: 0 });
  await vi.waitFor(() => expect(events(over)).toEqual([[0, count, count]]), patience);
  await vi.waitFor(() => expect(events(atWork)).toEqual([[0, count - 4, count - 4]]), patience);
  expect(told[0]).toMatchObject({
    kind: 'comparison',
    comparison: { file: 'a.mtl', runs: [{ run: over }, { run: atWork, state: 'running' }] },
  });
});

test('of a run that grows it is told what is new, and again what it asks for', async () => {
  const { said, over, atWork, events } = await openPanel();
  said.fire({ kind: 'ready', since: 0 });
  await vi.waitFor(() => expect([...events(over), ...events(atWork)]).toHaveLength(2), patience);
  appendFileSync(join(atWork, 'run.jsonl'), lines(whole.slice(-4, -2)));
  await vi.waitFor(() => expect(events(atWork).at(-1)).toEqual([count - 4, 2, count - 2]), patience);
  said.fire({ kind: 'ready', since: 3, run: atWork });
  expect(events(atWork).at(-1)).toEqual([3, count - 5, count - 2]);
  expect(events(over)).toHaveLength(1);
});

test('a hidden panel is told nothing, and everything when it is seen again', async () => {
  const { said, told, turn, close, over, atWork, events } = await openPanel();
  said.fire({ kind: 'ready', since: 0 });
  await vi.waitFor(() => expect([...events(over), ...events(atWork)]).toHaveLength(2), patience);
  turn(false);
  told.length = 0;
  appendFileSync(join(atWork, 'run.jsonl'), lines(whole.slice(-4, -2)));
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(told).toEqual([]);
  turn(true);
  said.fire({ kind: 'ready', since: 0 });
  expect(told.map(({ kind }) => kind)).toEqual(['comparison', 'events', 'events']);
  expect(events(atWork)).toEqual([[0, count - 2, count - 2]]);
  close();
  told.length = 0;
  appendFileSync(join(atWork, 'run.jsonl'), lines(whole.slice(-2)));
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(told).toEqual([]);
});

test('a run opens in its own panel, and the tables of runs that are over as Markdown', async () => {
  const { said, over } = await openPanel();
  said.fire({ kind: 'open', run: over });
  expect(editor.commands.at(-1)).toEqual(['mtl.showRun', over]);
  said.fire({ kind: 'document' });
  await vi.waitFor(() => expect(editor.documents).toHaveLength(1), patience);
  expect(editor.documents[0]!.language).toBe('markdown');
  expect(editor.documents[0]!.content).toMatch(
    /^# Runs of a\.mtl\n\nMeasured on validation rows\.\n\n\| run \|/,
  );
});

test('a panel that does not say its experiment is closed', async () => {
  const { panel } = fakeView();
  let isClosed = false;
  panel.onDidDispose(() => (isClosed = true));
  await editor.serializer!.deserializeWebviewPanel(panel, { experiment: 7 });
  expect(isClosed).toBe(true);
});
