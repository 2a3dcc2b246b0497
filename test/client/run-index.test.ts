/** Which runs a workspace has, by experiment, and what is read of them and when. */
import { cpSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { RunIndex } from '../../client/src/features/runs-view/run-index';
import { folderTime, timeOfFolder } from '../../runs/folder-time';
import { runFolders } from '../../runs/list-runs';
import { placeOf } from '../../runs/run-place';
import { numeralsRun } from '../support/synthetic-runs';
import { temporaryFolder } from '../support/temporary-folder';

const events = numeralsRun({ epochs: 2, stepsPerEpoch: 4, every: 2, end: { status: 'completed' } });
const log = events.map((event) => `${JSON.stringify(event)}\n`).join('');
const filesOf = (name: string, plan: object, text = 'train {\n}\n') => ({
  [`runs/${name}/plan.json`]: JSON.stringify(plan),
  [`runs/${name}/experiment.mtl`]: text,
  [`runs/${name}/run.jsonl`]: log,
});

async function indexOf(root: string): Promise<RunIndex> {
  const index = new RunIndex();
  await index.replace(await runFolders(join(root, 'runs')));
  return index;
}

/** `a.mtl: FOLDER, FOLDER; b.mtl: FOLDER`. */
const told = (index: RunIndex, root: string): string =>
  index.experiments
    .map(({ file, runs }) => {
      const names = runs.map(({ folder }) => basename(folder));
      return `${file?.slice(root.length + 1) ?? 'none'}: ${names.join(', ')}`;
    })
    .join('; ');

test('runs stand below their experiments, the newest first, and so do the experiments', async () => {
  const root = temporaryFolder({
    'old.mtl': 'let a = 1\n',
    ...filesOf('2026-01-01T10-00-00-a', { file: 'a.mtl' }),
    ...filesOf('2026-01-01T12-00-00-a-2', { file: 'a.mtl' }),
    ...filesOf('2026-01-01T12-00-00-a-10', { file: 'a.mtl' }),
    ...filesOf('2026-01-01T11-00-00-b', { file: 'b.mtl' }),
    ...filesOf('2025-01-01T11-00-00', {}, 'let a = 1\r\n'),
    ...filesOf('2024-01-01T11-00-00', {}, 'let b = 1\n'),
    'runs/nothing/notes.txt': '',
    'runs/broken/plan.json': '{',
  });
  const index = await indexOf(root);
  expect(told(index, root)).toBe(
    'a.mtl: 2026-01-01T12-00-00-a-10, 2026-01-01T12-00-00-a-2, 2026-01-01T10-00-00-a; b.mtl: 2026-01-01T11-00-00-b; ' +
      'old.mtl: 2025-01-01T11-00-00; none: 2024-01-01T11-00-00',
  );
});

test('a folder that somebody has named is as old as its plan, and its experiment is where the plan says', async () => {
  const root = temporaryFolder(filesOf('mine', { file: 'a.mtl', directory: '/elsewhere' }));
  const folder = join(root, 'runs', 'mine');
  utimesSync(join(folder, 'plan.json'), 1_700_000_000, 1_700_000_000);
  // Beside its experiment it may have been moved, together with it.
  expect(await placeOf(folder)).toEqual({ folder, file: join(root, 'a.mtl'), time: 1_700_000_000_000 });
  cpSync(folder, join(root, 'out'), { recursive: true });
  expect((await placeOf(join(root, 'out')))?.file).toBe(join('/elsewhere', 'a.mtl'));
  expect(await placeOf(join(root, 'nowhere'))).toBeUndefined();
});

test('runs come and go one by one, under any of their names', async () => {
  const root = temporaryFolder(filesOf('2026-01-01T10-00-00-a', { file: 'a.mtl' }));
  const index = await indexOf(root);
  const folder = join(root, 'runs', '2026-01-01T10-00-00-a');
  symlinkSync(join(root, 'runs'), join(root, 'link'));
  expect(await index.add(join(root, 'link', '2026-01-01T10-00-00-a'))).toBe(false);
  expect(index.find(join(root, 'link', '2026-01-01T10-00-00-a'))?.folder).toBe(folder);
  const second = join(root, 'runs', '2026-01-01T11-00-00-a');
  cpSync(folder, second, { recursive: true });
  expect([await index.add(second), index.size]).toEqual([true, 2]);
  rmSync(second, { recursive: true });
  expect(index.remove(second)).toEqual([second]);
  expect(told(index, root)).toBe('a.mtl: 2026-01-01T10-00-00-a');
  // Their experiment's folder was deleted with all that was in it.
  expect(index.remove(root)).toEqual([folder]);
  expect([index.size, index.experiments]).toEqual([0, []]);
  expect(index.remove(root)).toEqual([]);
});

test('looking through the workspace again keeps what is known', async () => {
  const root = temporaryFolder({
    ...filesOf('2026-01-01T10-00-00-a', { file: 'a.mtl' }),
    ...filesOf('2026-01-01T11-00-00-a', { file: 'a.mtl' }),
  });
  const index = await indexOf(root);
  const folder = join(root, 'runs', '2026-01-01T10-00-00-a');
  const summary = index.summary(folder);
  expect(await summary).toMatchObject({ state: 'completed', epochs: 2 });
  await index.replace([folder]);
  expect([index.size, index.summary(folder)]).toEqual([1, summary]);
});

test('what a run came to is read once, and again when it is forgotten; one at work is not kept', async () => {
  const root = temporaryFolder(filesOf('2026-01-01T10-00-00-a', { file: 'a.mtl' }));
  const index = await indexOf(root);
  const folder = join(root, 'runs', '2026-01-01T10-00-00-a');
  const first = index.summary(folder);
  expect(index.summary(folder)).toBe(first);
  await first;
  writeFileSync(join(folder, 'run.jsonl'), log.replaceAll('"completed"', '"stopped"'));
  expect((await index.summary(folder))?.state).toBe('completed');
  index.forget(folder);
  expect((await index.summary(folder))?.state).toBe('stopped');
  const silent = join(root, 'runs', 'silent');
  mkdirSync(silent);
  expect(await index.summary(silent)).toBeUndefined();
  writeFileSync(join(silent, 'run.jsonl'), log);
  expect((await index.summary(silent))?.state).toBe('completed');
});

test('the time in the name of a folder is read as it was written', () => {
  const time = new Date(2026, 10, 3, 4, 5, 6);
  expect(timeOfFolder(`${folderTime(time)}-title`)).toEqual(time);
  expect(timeOfFolder(folderTime(time))).toEqual(time);
  expect([timeOfFolder('mine'), timeOfFolder('x-2026-11-03T04-05-06')]).toEqual([undefined, undefined]);
});
