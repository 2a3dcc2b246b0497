/** The tasks that the editor is offered: which there are, what each of them runs, and what reads its problems. */
import { expect, test, vi } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { provideTasks } from '../../client/src/features/tasks/tasks';

/** Hoisted with the modules that are mocked. */
function uriOf(path: string) {
  return { path, fsPath: path, scheme: 'file', toString: () => `file://${path}` };
}

interface Provider {
  provideTasks(): Promise<readonly FakeTask[]>;
  resolveTask(task: object): FakeTask | undefined;
}
interface FakeTask {
  readonly words: readonly unknown[];
  readonly group?: string;
}

const editor = vi.hoisted(() => ({
  language: 'en',
  nodePath: '',
  files: [] as string[],
  provider: undefined as Provider | undefined,
}));

vi.mock('vscode', () => ({
  env: {
    get language() {
      return editor.language;
    },
  },
  Uri: {
    file: (path: string) => uriOf(path),
    joinPath: (base: { path: string }, ...parts: string[]) => uriOf([base.path, ...parts].join('/')),
  },
  ProcessExecution: class {
    readonly words: unknown[];
    constructor(...words: unknown[]) {
      this.words = words;
    }
  },
  Task: class {
    readonly words: unknown[];
    constructor(...words: unknown[]) {
      this.words = words;
    }
  },
  TaskGroup: { Build: 'build' },
  tasks: {
    registerTaskProvider: (_: string, provider: Provider) => {
      editor.provider = provider;
      return { dispose: () => undefined };
    },
  },
  workspace: {
    findFiles: () => Promise.resolve(editor.files.map(uriOf)),
    getConfiguration: () => ({ get: () => editor.nodePath }),
    getWorkspaceFolder: ({ path }: { path: string }) =>
      path.startsWith('/work/') ? { uri: uriOf('/work') } : undefined,
    workspaceFolders: [{ uri: uriOf('/work') }],
  },
}));

const program = '/extension/dist/mtl.cjs';
const folder = { uri: expect.objectContaining({ path: '/work' }) as object };

function offered(settings: Partial<typeof editor>): Provider {
  Object.assign(editor, { language: 'en', nodePath: '', files: [], ...settings });
  provideTasks({ extensionUri: uriOf('/extension') } as unknown as ExtensionContext);
  return editor.provider!;
}

test('each experiment of a folder is trained and checked, and checking is building', async () => {
  const files = ['/work/b.mtl', '/work/sub/a.mtl', '/elsewhere/c.mtl'];
  const tasks = await offered({ files, nodePath: '/bin/node' }).provideTasks();
  expect(tasks.map(({ words: [definition, , name], group }) => [definition, name, group])).toEqual([
    [{ type: 'mtl', command: 'train', experiment: 'b.mtl' }, 'train b.mtl', undefined],
    [{ type: 'mtl', command: 'check', experiment: 'b.mtl' }, 'check b.mtl', 'build'],
    [{ type: 'mtl', command: 'train', experiment: 'sub/a.mtl' }, 'train a.mtl', undefined],
    [{ type: 'mtl', command: 'check', experiment: 'sub/a.mtl' }, 'check a.mtl', 'build'],
  ]);
  const [, inFolder, , source, execution, matchers] = tasks[1]!.words;
  expect([inFolder, source, matchers]).toEqual([folder, 'mtl', ['$mtl']]);
  expect((execution as FakeTask).words).toEqual([
    '/bin/node',
    [program, '--language', 'en', 'check', 'b.mtl'],
    { cwd: '/work', env: {} },
  ]);
});

test('what runs speaks the language of the editor, and its problems are read in it', () => {
  const definition = { type: 'mtl', command: 'check', experiment: '${file}' };
  const task = offered({ language: 'zh-cn' }).resolveTask({ definition, scope: 2 })!;
  const [resolved, , , , execution, matchers] = task.words;
  // The editor knows its task again by the very object.
  expect(resolved).toBe(definition);
  expect((execution as FakeTask).words).toEqual([
    process.execPath,
    [program, '--language', 'zh-cn', 'check', '${file}'],
    { cwd: '/work', env: {} },
  ]);
  expect(matchers).toEqual(['$mtl', '$mtl-warning', '$mtl-information']);
});

test('no more experiments are listed than can be looked through, and nothing is made of what is no task of ours', async () => {
  const provider = offered({ files: Array.from({ length: 150 }, (_, index) => `/work/${index}.mtl`) });
  expect(await provider.provideTasks()).toHaveLength(200);
  expect(provider.resolveTask({ definition: { type: 'mtl', command: 'fly' }, scope: 2 })).toBeUndefined();
});
