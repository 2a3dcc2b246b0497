/** Which runs can go on, by what is in their folders. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runFiles } from '../../contract/run-log';
import { findResumable } from '../../runs/find-resumable';
import { stopRun } from '../../runs/stop-run';
import { keepPid } from '../../runs/trainer-pid';
import { everyEvent } from '../support/run-events';
import { temporaryFolder } from '../support/temporary-folder';

const start = { ...everyEvent.find(({ kind }) => kind === 'start')!, pid: 2 ** 30, sequence: 0 };
const end = { ...everyEvent.find(({ kind }) => kind === 'end')!, sequence: 1 };
const logOf = (...events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');

async function codesOf(folder: string): Promise<readonly string[]> {
  return (await findResumable(folder)).problems.map(({ code }) => code);
}

test.each([
  ['was stopped', logOf(start, { ...end, status: 'stopped' }), 2],
  ['failed', logOf(start, end), 2],
  ['was killed', logOf(start), 1],
  ['was killed before its first word', '', 0],
])('a run that %s', async (_what, log, count) => {
  const folder = temporaryFolder({ [runFiles.plan]: '{}', [runFiles.log]: log });
  const { value, problems } = await findResumable(folder);
  expect([value?.length, problems]).toEqual([count, []]);
});

test('a run that is completed, and a folder without a plan', async () => {
  const log = logOf(start, { ...end, status: 'completed' });
  expect(await codesOf(temporaryFolder({ [runFiles.plan]: '{}', [runFiles.log]: log }))).toEqual(['MTL8022']);
  expect(await codesOf(temporaryFolder({ [runFiles.log]: log }))).toEqual(['MTL8020']);
});

test('a run whose trainer still loads its data is at work, and can be stopped', async () => {
  const folder = temporaryFolder({ [runFiles.plan]: '{}', [runFiles.log]: '' });
  // Its command line names the folder, as that of a trainer does.
  const trainer = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', folder], {
    detached: true,
    stdio: 'ignore',
  });
  onTestFinished(() => void trainer.kill('SIGKILL'));
  const gone = once(trainer, 'exit');
  keepPid(folder, trainer.pid!);
  expect(await codesOf(folder)).toEqual(['MTL8021']);
  expect(await stopRun(folder)).toMatchObject({ kind: 'end', sequence: 0 });
  await gone;
  expect(await codesOf(folder)).toEqual([]);
});

test('a number that was left behind by a trainer that is gone says nothing', async () => {
  const folder = temporaryFolder({ [runFiles.plan]: '{}', [runFiles.log]: logOf(start) });
  keepPid(folder, 2 ** 30);
  expect(await codesOf(join(folder))).toEqual([]);
});
