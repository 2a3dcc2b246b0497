/** Two that start a trainer in the same folder at the same moment: one of them does, and the other leaves everything alone. */
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runFiles } from '../../contract/run-log';
import { createRun } from '../../runs/create-run';
import { readLog } from '../../runs/read-log';
import { startTrainer } from '../../runs/start-trainer';
import { smallPlan } from '../support/plan';
import { temporaryFolder } from '../support/temporary-folder';

const trainerFile = resolve('test/runs/fixtures/trainer.mjs');

async function newRun(behaviour: string): Promise<string> {
  const plan = smallPlan({ title: behaviour });
  return (await createRun({ root: temporaryFolder(), text: '', plan })).value!.path;
}

test.each([false, true])('the second of two is refused (resume: %s)', async (resume) => {
  const folder = await newRun('follow its parent');
  const start = { trainerFile, folder, whenParentLeaves: 'stop', resume } as const;
  const [first, second] = [startTrainer(start), startTrainer(start)];
  expect(await second.done).toMatchObject({ status: 'failed', problem: { code: 'MTL8021' } });
  expect(readFileSync(join(folder, runFiles.pid), 'utf8')).toBe(String(first.pid));
  first.stop();
  await first.done;
  const kinds = (await readLog(folder)).value!.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'end')).toHaveLength(1);
});

test('whoever is about to start one is let go first, unless that was long ago', async () => {
  const folder = await newRun('follow its parent');
  const mark = join(folder, `${runFiles.pid}.lock`);
  const start = { trainerFile, folder, whenParentLeaves: 'stop' } as const;
  writeFileSync(mark, '');
  expect(await startTrainer(start).done).toMatchObject({ problem: { code: 'MTL8021' } });
  expect(existsSync(join(folder, runFiles.log))).toBe(false);
  utimesSync(mark, 0, 0);
  const trainer = startTrainer(start);
  expect(existsSync(mark)).toBe(false);
  trainer.stop();
  expect((await trainer.done).problem).toBeUndefined();
});
