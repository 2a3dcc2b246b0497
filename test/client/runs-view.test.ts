/** The Runs view on real folders: what is drawn, and that a run which starts, goes on, ends or goes away changes no more than it has to. */
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { ExtensionContext, LogOutputChannel, TreeDataProvider, TreeItem } from 'vscode';
import { RunsView } from '../../client/src/features/runs-view/runs-view';
import type { RunsNode } from '../../client/src/infrastructure/run-nodes';
import { Runs } from '../../client/src/infrastructure/runs';
import type { RunEvent } from '../../contract/run-log';
import type { EventEmitter as Emitter } from '../support/event-emitter';
import { numeralsRun } from '../support/synthetic-runs';
import { startStandIn } from '../support/stand-in-trainer';
import { temporaryFolder } from '../support/temporary-folder';

type Uri = { readonly fsPath: string; readonly scheme: string };
const editor = vi.hoisted(() => ({
  root: '',
  state: undefined as unknown,
  searches: 0,
  view: { badge: undefined as { value: number } | undefined, dispose: () => undefined },
  tree: undefined as unknown as TreeDataProvider<RunsNode>,
  watchers: new Map<string, Record<'created' | 'deleted', Emitter<Uri>>>(),
}));

vi.mock('vscode', async () => {
  const { EventEmitter } = await import('../support/event-emitter');
  class WithId {
    readonly id: string;
    constructor(id: string) {
      this.id = id;
    }
  }
  return {
    EventEmitter,
    l10n: { bundle: undefined },
    env: { language: 'en' },
    Uri: { file: (fsPath: string) => ({ fsPath, scheme: 'file' }) },
    ThemeIcon: WithId,
    ThemeColor: WithId,
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
    TreeItem: class {
      readonly label: string;
      constructor(label: string) {
        this.label = label;
      }
    },
    MarkdownString: class {
      readonly value: string;
      constructor(value: string) {
        this.value = value;
      }
    },
    commands: { executeCommand: (_: string, __: string, value: unknown) => void (editor.state = value) },
    window: {
      createTreeView: (_: string, { treeDataProvider }: { treeDataProvider: typeof editor.tree }) => {
        editor.tree = treeDataProvider;
        return editor.view;
      },
    },
    workspace: {
      textDocuments: [],
      asRelativePath: (path: string) => path.replace(editor.root, 'work'),
      onDidChangeWorkspaceFolders: () => ({ dispose: () => undefined }),
      findFiles: () => {
        editor.searches += 1;
        const files = readdirSync(editor.root, { recursive: true, encoding: 'utf8' });
        const found = files.filter((file) => file.endsWith('.mtl'));
        return Promise.resolve(found.map((file) => ({ fsPath: join(editor.root, file), scheme: 'file' })));
      },
      createFileSystemWatcher: (pattern: string) => {
        const [created, deleted] = [new EventEmitter<Uri>(), new EventEmitter<Uri>()];
        editor.watchers.set(pattern, { created, deleted });
        return { onDidCreate: created.event, onDidDelete: deleted.event, dispose: () => undefined };
      },
    },
  };
});

const whole = numeralsRun({ epochs: 3, stepsPerEpoch: 4, every: 2, end: { status: 'completed' } });
const lines = (events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const patience = { timeout: 10_000 };

beforeEach(() => {
  editor.root = temporaryFolder({ 'a.mtl': 'train {\n}\n' });
  editor.state = undefined;
  editor.searches = 0;
  editor.watchers.clear();
});

function writeRun(name: string, events: readonly RunEvent[] = whole): string {
  const folder = join(editor.root, 'runs', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'plan.json'), '{ "title": "A", "file": "a.mtl" }');
  writeFileSync(join(folder, 'experiment.mtl'), 'train {\n}\n');
  if (events.length > 0) writeFileSync(join(folder, 'run.jsonl'), lines(events));
  return folder;
}

/** The view, what was drawn again since (`all`, or the folder of a run), and what its lines say. */
function openView() {
  const kept = { get: () => [], update: () => Promise.resolve() };
  const runs = new Runs(
    { workspaceState: kept } as unknown as ExtensionContext,
    { info: () => undefined } as unknown as LogOutputChannel,
  );
  const view = new RunsView(runs);
  const { tree } = editor;
  const drawn: string[] = [];
  tree.onDidChangeTreeData!((node) => {
    drawn.push((node as RunsNode | undefined)?.kind === 'run' ? (node as { folder: string }).folder : 'all');
  });
  onTestFinished(async () => {
    view.dispose();
    await runs.close();
    runs.dispose();
  });
  const read = async (node?: RunsNode): Promise<readonly string[]> => {
    const told: string[] = [];
    for (const child of (await tree.getChildren(node)) ?? []) {
      const { label, description, contextValue } = await tree.getTreeItem(child);
      told.push(`${String(label)} | ${String(description)} | ${contextValue}`, ...(await read(child)));
    }
    return told;
  };
  return { view, runs, drawn, read };
}

const tell = (kind: 'created' | 'deleted', file: string): void => {
  for (const watcher of editor.watchers.values()) watcher[kind].fire({ fsPath: file, scheme: 'file' });
};

test('a view that nobody has seen reads and watches nothing', async () => {
  writeRun('2026-01-01T10-00-00-a');
  const { read } = openView();
  expect([editor.searches, editor.watchers.size]).toEqual([0, 0]);
  await read();
  expect([editor.searches, editor.watchers.size > 0]).toEqual([1, true]);
});

test('experiments and their runs, and where they are', async () => {
  writeRun('2020-01-01T10-00-00-a');
  writeRun('2020-01-01T11-00-00-a', [
    ...whole.slice(0, -1),
    { ...whole.at(-1)!, status: 'failed' } as RunEvent,
  ]);
  const { read } = openView();
  expect(await read()).toEqual([
    'a.mtl | work · 2 runs | experiment',
    'Jan 1, 2020, 11:00 | failed · numeral accuracy 0.875 · morphology mse 0.491 | run.failed',
    'Jan 1, 2020, 10:00 | numeral accuracy 0.875 · morphology mse 0.491 | run.completed',
  ]);
  expect(editor.state).toBe('runs');
  rmSync(join(editor.root, 'a.mtl'));
  expect((await read())[0]).toBe('a.mtl | work · deleted · 2 runs | experiment.gone');
});

test('runs of a sweep stand below it, each by what tells it from the others', async () => {
  const sweep = 'sweep-1';
  for (const name of [`${sweep}/01`, `${sweep}/02`]) writeRun(name);
  writeRun('2020-01-01T11-00-00-a');
  const [plan, baselines] = [{ title: 'A' }, {}];
  const runs = [
    { folder: '01', settings: { width: '4' }, alone: 'numeral', plan, baselines },
    { folder: '02', settings: { width: '4' }, alone: null, plan, baselines: { numeral: 0 } },
    { folder: '03', settings: { width: '8' }, alone: null, plan, baselines: { numeral: 0 } },
  ];
  const design = { factors: [{ name: 'width', values: ['4', '8'] }], seeds: [], baseline: 'singleTask' };
  const record = { version: 1, title: 'Widths', design, runs };
  writeFileSync(join(editor.root, 'runs', sweep, 'sweep.json'), JSON.stringify(record));
  const { read } = openView();
  expect(await read()).toEqual([
    'a.mtl | work · 3 runs | experiment',
    'sweep-1 | sweep · 2 of 3 runs | sweep.stopped',
    'numeral alone, width: 4 | numeral accuracy 0.875 · morphology mse 0.491 | run.completed',
    'width: 4 | numeral accuracy 0.875 · morphology mse 0.491 | run.completed',
    'Jan 1, 2020, 11:00 | numeral accuracy 0.875 · morphology mse 0.491 | run.completed',
  ]);
  const [experiment] = (await editor.tree.getChildren())!;
  const [line] = (await editor.tree.getChildren(experiment))!;
  const [first] = (await editor.tree.getChildren(line))!;
  expect([editor.tree.getParent!(first!), editor.tree.getParent!(line!)]).toEqual([line, experiment]);
  const item = await editor.tree.getTreeItem(line!);
  const tooltip = (await editor.tree.resolveTreeItem!(item, line!, undefined as never))!.tooltip;
  expect((tooltip as { value: string }).value).toContain(
    '| width | runs | numeral accuracy | alone | morphology mse | alone | gain | time |',
  );
});

test('what is said in place of a list', async () => {
  const { read, view } = openView();
  expect([await read(), editor.state]).toEqual([[], 'noRun']);
  rmSync(join(editor.root, 'a.mtl'));
  await view.refresh();
  expect(editor.state).toBe('noExperiment');
  tell('created', join(editor.root, 'b.mtl'));
  expect(editor.state).toBe('noRun');
});

test('a run that somebody else starts is seen, followed line by line, and over', async () => {
  writeRun('2020-01-01T10-00-00-a');
  const { read, drawn, runs } = openView();
  await read();
  const folder = writeRun('2020-01-01T11-00-00-a', []);
  const end = await startStandIn(folder);
  tell('created', join(folder, 'trainer.pid'));
  await vi.waitFor(async () => expect((await read())[1]).toContain('preparing | run.preparing'), patience);
  expect(editor.view.badge?.value).toBe(1);
  writeFileSync(join(folder, 'run.jsonl'), lines(whole.slice(0, 2)));
  await vi.waitFor(async () => expect((await read())[1]).toContain('epoch 1 of 3 | run.running'), patience);
  // What was known until now has been drawn.
  await vi.waitFor(() => expect(drawn).toContain('all'), patience);
  drawn.length = 0;
  appendFileSync(join(folder, 'run.jsonl'), lines(whole.slice(2)));
  await vi.waitFor(() => expect(runs.find(folder)?.end).toBeDefined(), patience);
  await end();
  rmSync(join(folder, 'trainer.pid'), { force: true });
  tell('deleted', join(folder, 'trainer.pid'));
  await vi.waitFor(() => expect(runs.find(folder)?.alive).toBe(false), patience);
  await vi.waitFor(
    async () => expect((await read())[1]).toContain('11:00 | numeral accuracy 0.875 · morphology mse'),
    patience,
  );
  // Its own line alone was drawn again.
  await vi.waitFor(() => expect(drawn.length).toBeGreaterThan(0), patience);
  expect([...new Set(drawn)]).toEqual([folder]);
  expect([editor.view.badge, editor.searches]).toEqual([undefined, 1]);
});

test('runs that are copied in or deleted come and go, and a panel forgets what is gone', async () => {
  writeRun('2020-01-01T10-00-00-a');
  const { read, drawn, runs } = openView();
  await read();
  const folder = writeRun('2020-01-01T11-00-00-a');
  // Of a folder that was written at once, no more is told.
  tell('created', folder);
  await vi.waitFor(() => expect(drawn).toEqual(['all']), patience);
  expect(await read()).toHaveLength(3);
  await runs.open(folder);
  rmSync(folder, { recursive: true });
  tell('deleted', folder);
  await vi.waitFor(() => expect(drawn.filter((each) => each === 'all')).toHaveLength(2), patience);
  expect([(await read()).length, runs.known]).toEqual([2, []]);
  tell('deleted', join(editor.root, 'runs', 'notes.txt'));
  expect(editor.searches).toBe(1);
});

test('a tooltip is read when somebody points at the line', async () => {
  writeRun('2020-01-01T10-00-00-a');
  openView();
  const { tree } = editor;
  const [experiment] = (await tree.getChildren())!;
  const [run] = (await tree.getChildren(experiment))!;
  const item = await tree.getTreeItem(run!);
  expect(item.tooltip).toBeUndefined();
  const resolved = (await tree.resolveTreeItem!(item, run!, undefined as never)) as TreeItem;
  expect((resolved.tooltip as { value: string }).value).toContain('| Weighting | uncertainty |');
  expect(tree.getParent!(run!)).toBe(experiment);
});

test('a thousand runs are listed without a halt', async () => {
  for (let count = 0; count < 1000; count++)
    writeRun(
      new Date(Date.UTC(2020, 0, 1) + count * 3_600_000).toISOString().slice(0, 19).replaceAll(':', '-'),
    );
  const { read } = openView();
  let longest = 0;
  let last = performance.now();
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  expect(await read()).toHaveLength(1001);
  clearInterval(clock);
  expect(longest).toBeLessThan(500);
});
