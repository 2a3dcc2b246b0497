/** What can be done with runs: which ones a command means, and that none is lost by accident. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { chooseComparison, namesIn } from '../../client/src/features/compare-runs/compared-address';
import { deleteRuns } from '../../client/src/features/delete-runs/delete-runs';
import { rerun } from '../../client/src/features/rerun/rerun';
import { revealRun } from '../../client/src/features/reveal-run/reveal-run';
import {
  compareRunTexts,
  compareWithExperiment,
  provideRunTexts,
} from '../../client/src/features/run-text/run-text';
import { chosenExperiment, chosenRuns, type RunNode } from '../../client/src/infrastructure/run-nodes';
import { planText } from '../../runs/plan-text';
import { smallPlan } from '../support/plan';
import { temporaryFolder } from '../support/temporary-folder';

interface Address {
  readonly scheme: string;
  readonly path: string;
  readonly fsPath: string;
  readonly fragment: string;
}

const said = vi.hoisted((): string[] => []);
const editor = vi.hoisted(() => ({
  said,
  say(words: string) {
    said.push(words);
    return Promise.resolve(undefined);
  },
  asked: [] as string[],
  commands: [] as unknown[][],
  answers: [] as (string | undefined)[],
  hasTrash: true,
  isTrusted: true,
  remoteName: undefined as string | undefined,
  provider: undefined as { provideTextDocumentContent(uri: object): Promise<string> } | undefined,
  /** What happens while a question stands. */
  meanwhile: (): void => undefined,
}));

vi.mock('vscode', () => {
  const address = (parts: Partial<Address>) => ({
    ...parts,
    with: (change: Partial<Address>): object => address({ ...parts, ...change }),
  });
  const file = (path: string) => address({ scheme: 'file', path, fsPath: path, fragment: '' });
  const say = editor.say;
  return {
    l10n: { bundle: undefined },
    env: {
      language: 'en',
      get remoteName() {
        return editor.remoteName;
      },
    },
    Uri: {
      [Symbol.hasInstance]: () => false,
      file,
      parse: (words: string) => file(new URL(words).pathname),
    },
    commands: { executeCommand: (...words: unknown[]) => void editor.commands.push(words) },
    window: {
      showErrorMessage: say,
      showInformationMessage: say,
      showWarningMessage: (words: string, options?: { detail: string } | string) => {
        if (typeof options !== 'object') return say(words);
        editor.asked.push(`${words} ${options.detail}`);
        editor.meanwhile();
        return Promise.resolve(editor.answers.shift());
      },
    },
    workspace: {
      get isTrusted() {
        return editor.isTrusted;
      },
      openTextDocument: (uri: Address) => Promise.resolve({ languageId: 'mtl', uri }),
      registerTextDocumentContentProvider: (_: string, provider: typeof editor.provider) => {
        editor.provider = provider;
      },
      fs: {
        delete: ({ fsPath }: Address, { useTrash }: { useTrash: boolean }) => {
          if (useTrash && !editor.hasTrash) return Promise.reject(new Error('no trash'));
          rmSync(fsPath, { recursive: true });
          return Promise.resolve();
        },
      },
    },
  };
});

beforeEach(() => {
  for (const list of [editor.said, editor.asked, editor.commands, editor.answers]) list.length = 0;
  Object.assign(editor, {
    hasTrash: true,
    isTrusted: true,
    remoteName: undefined,
    meanwhile: () => undefined,
  });
});

const node = (folder: string, file: string | undefined = '/w/a.mtl'): RunNode => ({
  kind: 'run',
  folder,
  file,
});
const [a, b, c] = [node('/w/runs/a'), node('/w/runs/b'), node('/w/runs/c', '/w/c.mtl')];

describe('a command', () => {
  test('means the lines that are selected, where its own is one of them', () => {
    expect(chosenRuns(a, [a, b])).toEqual([a, b]);
    expect(chosenRuns(c, [a, b])).toEqual([c]);
    expect(chosenRuns(a, [a, { kind: 'experiment', file: '/w/a.mtl' }])).toEqual([a]);
    expect(chosenRuns('/w/runs/a')).toEqual([{ kind: 'run', folder: '/w/runs/a', file: undefined }]);
    for (const nothing of [undefined, {}, { kind: 'run' }, 7]) expect(chosenRuns(nothing)).toEqual([]);
  });

  test('means an experiment by its line', () => {
    expect(chosenExperiment({ kind: 'experiment', file: '/w/a.mtl' })).toBe('/w/a.mtl');
    for (const other of [a, undefined, { kind: 'experiment', file: undefined }])
      expect(chosenExperiment(other)).toBeUndefined();
  });
});

describe('what is compared', () => {
  test('are the runs that are selected, or all of the experiment', async () => {
    const two = (await chooseComparison(a, [b, a]))!;
    expect([two.fsPath, [...namesIn(two)!]]).toEqual(['/w/a.mtl', ['a', 'b']]);
    for (const given of [a, { kind: 'experiment', file: '/w/a.mtl' }]) {
      const all = (await chooseComparison(given, [given]))!;
      expect([all.fsPath, namesIn(all)]).toEqual(['/w/a.mtl', undefined]);
    }
  });

  test('may lie elsewhere, and are then told apart by their paths from those beside the experiment', async () => {
    const one = node('/w/tries/50% off');
    const two = (await chooseComparison(a, [a, one]))!;
    expect([...namesIn(two)!]).toEqual(['../tries/50% off', 'a']);
  });

  test('are all runs of the experiment whose address a lens gives', async () => {
    const all = (await chooseComparison('file:///w/a.mtl', undefined))!;
    expect([all.fsPath, namesIn(all)]).toEqual(['/w/a.mtl', undefined]);
  });

  test('are runs of one experiment', async () => {
    expect(await chooseComparison(a, [a, c])).toBeUndefined();
    expect(editor.said).toEqual(['Runs are compared with others of the same experiment.']);
  });

  test('are texts of two runs, the older on the left, or of one and its experiment', async () => {
    const [late, early] = [node('/w/runs/2026-01-02T03-04-05-a'), node('/w/runs/2026-01-01T03-04-05-a')];
    await compareRunTexts([late, early]);
    await compareWithExperiment(early);
    const year = new Date().getFullYear() === 2026 ? '' : ', 2026';
    expect(editor.commands).toMatchObject([
      [
        'vscode.diff',
        { scheme: 'mtl-run', path: '/w/runs/2026-01-01T03-04-05-a/a.mtl' },
        { scheme: 'mtl-run', path: '/w/runs/2026-01-02T03-04-05-a/a.mtl' },
        `a.mtl: Jan 1${year}, 03:04 ↔ Jan 2${year}, 03:04`.replaceAll(/(?<=Jan.*) (?!↔)(?<!↔ )/g, '\u00a0'),
      ],
      [
        'vscode.diff',
        { scheme: 'mtl-run' },
        { scheme: 'file', path: '/w/a.mtl' },
        expect.stringContaining('↔ now'),
      ],
    ]);
    await compareRunTexts([late]);
    await compareWithExperiment({ ...late, file: undefined });
    expect(editor.said).toEqual([
      'Select two runs whose texts are to be compared.',
      'The run does not tell its experiment.',
    ]);
  });
});

test('the text of a run is that in its folder, whatever its experiment is called', async () => {
  const folder = temporaryFolder({ 'experiment.mtl': 'train {\n}\n' });
  provideRunTexts();
  expect(await editor.provider!.provideTextDocumentContent({ path: join(folder, 'a.mtl') })).toBe(
    'train {\n}\n',
  );
});

test('a folder is revealed by the system, or in the Explorer of a window that is elsewhere', async () => {
  await revealRun('/w/runs/a');
  editor.remoteName = 'ssh-remote';
  await revealRun('/w/runs/a');
  expect(editor.commands.map(([command]) => command)).toEqual(['revealFileInOS', 'revealInExplorer']);
});

describe('a rerun', () => {
  const files = {
    'runs/a/plan.json': planText({ ...smallPlan(), file: 'a.mtl' }),
    'runs/a/experiment.mtl': '// a\n',
  };

  test('trains the same plan and text in a folder of its own', async () => {
    const root = temporaryFolder(files);
    const started: string[][] = [];
    await rerun(
      { start: (...words: string[]) => void started.push(words) } as never,
      join(root, 'runs', 'a'),
    );
    const [[folder, title] = []] = started;
    expect([title, readdirSync(join(root, 'runs'))]).toEqual(['Small', expect.arrayContaining(['a'])]);
    for (const name of ['plan.json', 'experiment.mtl'])
      expect(readFileSync(join(folder!, name), 'utf8')).toBe(files[`runs/a/${name}` as keyof typeof files]);
  });

  test('waits for trust, and says where there is nothing to train', async () => {
    const root = temporaryFolder({ 'runs/a/plan.json': '[]' });
    const runs = { start: () => expect.unreachable() } as never;
    await rerun(runs, join(root, 'runs', 'a'));
    expect(editor.said[0]).toContain('does not hold the plan and the text of a run');
    editor.isTrusted = false;
    await rerun(runs, join(root, 'runs', 'a'));
    expect(editor.said[1]).toContain('Trust the workspace first');
  });
});

describe('deleting', () => {
  const forgotten: string[] = [];
  const runs = { find: () => undefined, forget: (folder: string) => void forgotten.push(folder) };
  const twoRuns = () => {
    forgotten.length = 0;
    const root = temporaryFolder({ 'a/run.jsonl': '', 'b/run.jsonl': '' });
    return [join(root, 'a'), join(root, 'b')];
  };

  test('moves folders to the trash once a person agrees', async () => {
    const folders = twoRuns();
    editor.answers.push('Move to Trash');
    await deleteRuns(runs, folders);
    expect(editor.asked).toEqual(['Delete 2 runs? a\nb']);
    expect([folders.map(existsSync), forgotten]).toEqual([[false, false], folders]);
  });

  test('does nothing where a person does not, or nothing was chosen', async () => {
    const folders = twoRuns();
    await deleteRuns(runs, folders);
    await deleteRuns(runs, []);
    expect([editor.asked.length, folders.map(existsSync), forgotten]).toEqual([1, [true, true], []]);
  });

  test('asks again where there is no trash', async () => {
    const [a, b] = twoRuns();
    editor.hasTrash = false;
    editor.answers.push('Move to Trash', undefined);
    await deleteRuns(runs, [a!]);
    editor.answers.push('Move to Trash', 'Delete Permanently');
    await deleteRuns(runs, [b!]);
    expect([existsSync(a!), existsSync(b!), forgotten]).toEqual([true, false, [b]]);
    expect(editor.asked[1]).toBe('There is no trash here. Delete for good? a');
  });

  test('leaves a run at work alone, also one that was resumed while the question stood', async () => {
    const [a, b] = twoRuns();
    const alive = { ...runs, find: (folder: string) => (folder === a ? { alive: true } : undefined) };
    editor.answers.push('Move to Trash');
    let resumed = false;
    editor.meanwhile = () => (resumed = true) as never;
    const later = {
      ...alive,
      find: (folder: string) => (folder === b && resumed ? { alive: true } : alive.find(folder)),
    };
    await deleteRuns(later as never, [a!, b!]);
    expect(editor.asked).toEqual(['Delete this run? b']);
    expect(editor.said).toEqual(Array(2).fill('A run at work is not deleted. Stop it first.'));
    expect([existsSync(a!), existsSync(b!), forgotten]).toEqual([true, true, []]);
  });
});
