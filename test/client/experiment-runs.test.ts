/** Runs of an experiment wherever they were written: beside it, elsewhere in the workspace, and where this window has opened one. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ExperimentRuns } from '../../client/src/infrastructure/experiment-runs';
import type { Runs } from '../../client/src/infrastructure/runs';
import { createRun } from '../../runs/create-run';
import { EventEmitter } from '../support/event-emitter';
import { smallPlan } from '../support/plan';
import { numeralsRun } from '../support/synthetic-runs';
import { temporaryFolder } from '../support/temporary-folder';

const editor = vi.hoisted(() => ({
  files: [] as string[],
  deleted: undefined as ((uri: { fsPath: string }) => void) | undefined,
}));

vi.mock('vscode', async () => {
  const nothing = { dispose: () => undefined };
  const never = () => nothing;
  return {
    ...(await import('../support/event-emitter')),
    workspace: {
      findFiles: () => Promise.resolve(editor.files.map((fsPath) => ({ scheme: 'file', fsPath }))),
      createFileSystemWatcher: (pattern: string) => ({
        ...nothing,
        onDidCreate: never,
        onDidDelete: (listener: typeof editor.deleted) => {
          if (pattern === '**') editor.deleted = listener;
          return nothing;
        },
      }),
    },
  };
});

const log = numeralsRun({ epochs: 1, stepsPerEpoch: 4, every: 2, end: { status: 'completed' } })
  .map((event) => `${JSON.stringify(event)}\n`)
  .join('');

/** As `mtl train FILE --out FOLDER` makes it. */
async function trained(file: string, root: string, name: string): Promise<string> {
  const plan = { ...smallPlan(), directory: join(file, '..') };
  const { value } = await createRun({ root, name, text: '', plan, file });
  writeFileSync(join(value!.path, 'run.jsonl'), log);
  return value!.path;
}

test('are found, told once, and gone with the folder that held them', async () => {
  const [root, far] = [temporaryFolder(), temporaryFolder()];
  const [a, b] = [join(root, 'a.mtl'), join(root, 'b.mtl')];
  const [beside, inTries, outside, ofOther] = [
    await trained(a, join(root, 'runs'), 'one'),
    await trained(a, join(root, 'tries'), 'one'),
    await trained(a, far, 'one'),
    await trained(b, join(root, 'tries'), 'two'),
  ];
  editor.files = [beside, inTries, ofOther].map((folder) => join(folder, 'experiment.mtl'));
  const silent = new EventEmitter<never>().event;
  const runs = { known: [{ folder: outside }, { folder: beside }], onDidStart: silent, onDidFinish: silent };
  const experimentRuns = new ExperimentRuns(runs as unknown as Runs);
  onTestFinished(() => experimentRuns.dispose());
  const of = async (fsPath: string) =>
    (await experimentRuns.of({ scheme: 'file', fsPath } as never)).map(({ path }) => path).toSorted();

  expect(await experimentRuns.elsewhere(a)).toEqual([inTries, outside]);
  expect(await of(a)).toEqual([beside, inTries, outside].toSorted());
  expect(await of(b)).toEqual([ofOther]);

  const changed = vi.fn<() => void>();
  experimentRuns.onDidChange(changed);
  editor.deleted!({ fsPath: join(root, 'notes.txt') });
  expect(changed).not.toHaveBeenCalled();
  rmSync(join(root, 'tries'), { recursive: true });
  editor.files = editor.files.slice(0, 1);
  editor.deleted!({ fsPath: join(root, 'tries') });
  expect(changed).toHaveBeenCalledOnce();
  expect(await of(a)).toEqual([beside, outside].toSorted());
});
