/** Runs that end before they are done: by Ctrl-C, by a killed trainer, by a full disk. The log always has an end. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles, type RunEvent } from '../../contract/run-log';
import { parseLog } from '../../runs/parse-log';
import { fullDisk } from '../support/full-disk';
import { temporaryFolder } from '../support/temporary-folder';
import { smallFiles } from './experiments';
import { endOf, eventsOf, startMtl } from './mtl';

const endless = 'epochs: 1000000';
const train = ['train', 'small.mtl', '--json', '--out', 'run'];

function logOf(folder: string): readonly RunEvent[] {
  const log = parseLog(readFileSync(join(folder, 'run', runFiles.log), 'utf8'));
  expect(log.unreadable).toEqual([]);
  expect(log.events.map(({ sequence }) => sequence)).toEqual(log.events.map((_, index) => index));
  return log.events;
}

/** The process that the start event names. */
function trainerOf(folder: string): number {
  const [start] = logOf(folder);
  if (start?.kind !== 'start') throw new Error('the log does not begin with a start');
  return start.pid;
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('Ctrl-C stops cleanly, keeps the run, ends with 130 and leaves no process', async () => {
  const folder = temporaryFolder(smallFiles(endless));
  const run = startMtl(train, folder);
  await run.sees('"kind":"epoch"');
  const pid = trainerOf(folder);
  run.process.kill('SIGINT');
  const answer = await run.answer;
  expect(answer.code).toBe(130);
  expect(endOf(answer)).toMatchObject({ status: 'stopped' });
  expect(endOf(answer).results.test!['kind']!.loss).toBeGreaterThan(0);
  expect(logOf(folder)).toEqual(eventsOf(answer));
  const kept = [runFiles.model, runFiles.checkpoint, runFiles.report];
  expect(readdirSync(join(folder, 'run'))).toEqual(expect.arrayContaining(kept));
  expect(isAlive(pid)).toBe(false);
});

it('a second Ctrl-C ends the trainer at once', async () => {
  const folder = temporaryFolder(smallFiles(endless));
  const run = startMtl(train, folder);
  await run.sees('"kind":"epoch"');
  run.process.kill('SIGINT');
  run.process.kill('SIGINT');
  const answer = await run.answer;
  expect([1, 130]).toContain(answer.code);
  expect(['stopped', 'failed']).toContain(endOf(answer).status);
  expect(logOf(folder).at(-1)!.kind).toBe('end');
});

it('a trainer that is killed fails the run, with what to do', async () => {
  const folder = temporaryFolder(smallFiles(endless));
  const run = startMtl(train, folder);
  await run.sees('"kind":"epoch"');
  process.kill(trainerOf(folder), 'SIGKILL');
  const answer = await run.answer;
  expect(answer.code).toBe(1);
  expect(answer.stderr).toContain('SIGKILL');
  expect(endOf(answer)).toMatchObject({ status: 'failed', problem: { code: 'MTL8003' } });
  expect(endOf(answer).results.train!['kind']!.loss).toBeGreaterThan(0);
  expect(logOf(folder).at(-1)).toMatchObject({ kind: 'end', status: 'failed' });
});

it('a trainer whose parent is killed stops cleanly by itself', async () => {
  const folder = temporaryFolder(smallFiles(endless));
  const run = startMtl(train, folder);
  await run.sees('"kind":"epoch"');
  const pid = trainerOf(folder);
  run.process.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  expect(logOf(folder).at(-1)).toMatchObject({ kind: 'end', status: 'stopped' });
  expect(existsSync(join(folder, 'run', runFiles.model))).toBe(true);
});

it.skipIf(!fullDisk.available)(
  `a full disk fails the run and leaves whole lines ${fullDisk.why}`,
  async () => {
    const disk = fullDisk.mount(131_072);
    const folder = temporaryFolder(smallFiles(endless));
    const run = startMtl([...train.slice(0, -1), join(disk, 'run')], folder);
    const answer = await run.answer;
    expect(answer.code).toBe(1);
    expect(answer.stderr).toMatch(/disk is full/);
    expect(answer.stderr).toMatch(/Make room/);
    expect(endOf(answer)).toMatchObject({ status: 'failed' });
    const log = parseLog(readFileSync(join(disk, 'run', runFiles.log), 'utf8'));
    expect(log.unreadable).toEqual([]);
    expect(readdirSync(join(disk, 'run')).filter((file) => file.endsWith('.part'))).toEqual([]);
  },
);
