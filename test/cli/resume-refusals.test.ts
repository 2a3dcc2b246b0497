/** What `mtl train --resume` says where a run cannot go on; the run keeps what it has. */
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles, type StartEvent } from '../../contract/run-log';
import { loadCheckpoint } from '../../trainer/src/checkpoint/save-checkpoint';
import { readSafetensors, writeSafetensors } from '../../trainer/src/checkpoint/safetensors';
import { temporaryFolder } from '../support/temporary-folder';
import { smallFiles } from './experiments';
import { endOf, eventsOf, mtl, startMtl } from './mtl';

const resume = ['train', '--resume', 'run'];

/** The folder of an experiment, with a run that was stopped after some steps. */
async function stoppedRun(): Promise<string> {
  const folder = temporaryFolder(smallFiles('epochs: 1000000'));
  const run = startMtl(['train', 'small.mtl', '--json', '--out', 'run'], folder);
  await run.sees('"kind":"epoch"');
  run.process.kill('SIGINT');
  expect(endOf(await run.answer).status).toBe('stopped');
  return folder;
}

/** Writes another text where the checkpoint says `from`. */
function changeCheckpoint(file: string, from: string, to: string): void {
  const { tensors, metadata } = readSafetensors(readFileSync(file));
  expect(metadata['kept']).toContain(from);
  const kept = metadata['kept']!.replace(from, to);
  writeFileSync(file, writeSafetensors({ tensors, metadata: { ...metadata, kept } }));
}

const changes: Readonly<
  Record<string, { readonly change: (folder: string) => void; readonly code: string; readonly says: string }>
> = {
  'data that was written to': {
    change(folder) {
      const file = join(folder, 'd.csv');
      writeFileSync(file, readFileSync(file, 'utf8').replace('1', '2'));
    },
    code: 'MTL8025',
    says: 'd.csv',
  },
  'data that is gone': {
    change: (folder) => rmSync(join(folder, 'd.csv')),
    code: 'MTL6001',
    says: 'd.csv',
  },
  'another plan': {
    change(folder) {
      const file = join(folder, 'run', runFiles.plan);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"seed": 0', '"seed": 1'));
    },
    code: 'MTL8024',
    says: 'plan.json',
  },
  'another version': {
    change: (folder) =>
      changeCheckpoint(join(folder, 'run', runFiles.checkpoint), '"version":"', '"version":"0.'),
    code: 'MTL8023',
    says: 'MTL Lab 0.',
  },
  'another engine': {
    change: (folder) =>
      changeCheckpoint(join(folder, 'run', runFiles.checkpoint), '"engine":"', '"engine":"old '),
    code: 'MTL8027',
    says: 'the engine old ',
  },
  'a checkpoint that is gone': {
    change: (folder) => rmSync(join(folder, 'run', runFiles.checkpoint)),
    code: 'MTL8028',
    says: runFiles.checkpoint,
  },
  'a log that was cut': {
    change: (folder) => writeFileSync(join(folder, 'run', runFiles.log), ''),
    code: 'MTL8026',
    says: 'run.jsonl',
  },
  'a checkpoint that was cut': {
    change(folder) {
      const file = join(folder, 'run', runFiles.checkpoint);
      writeFileSync(file, readFileSync(file).subarray(0, -1));
    },
    code: 'MTL7014',
    says: 'cut off',
  },
};

it.each(Object.entries(changes))('%s', async (_what, { change, code, says }) => {
  const folder = await stoppedRun();
  const log = join(folder, 'run', runFiles.log);
  // As a run that was killed leaves it, without an end.
  writeFileSync(log, readFileSync(log, 'utf8').replace(/.*"kind":"end".*\n$/, ''));
  change(folder);
  const before = readFileSync(log, 'utf8');
  const answer = await mtl(resume, folder);
  expect(answer.code).toBe(1);
  expect(answer.stderr).toContain(code);
  expect(answer.stderr).toContain(says);
  // The run is as it was, and nothing has ended.
  expect(answer.stdout).toBe('');
  expect(endOf(await mtl([...resume, '--json'], folder))).toMatchObject({
    status: 'failed',
    problem: { code },
  });
  expect(readFileSync(log, 'utf8')).toBe(before);
});

const rowsWritten = (train: number, validation: number) =>
  `"rows":{"train":${train},"validation":${validation},`;

it('a query that gives other rows of the same files, even where there are as many', async () => {
  const folder = await stoppedRun();
  const file = join(folder, 'run', runFiles.checkpoint);
  const { train, validation } = loadCheckpoint(file).value!.origin.sets[0]!.rows;
  changeCheckpoint(file, rowsWritten(train, validation), rowsWritten(train - 1, validation + 1));
  const answer = await mtl(resume, folder);
  expect(answer.code).toBe(1);
  expect(answer.stderr + answer.stdout).toContain('MTL8025');
});

it('data that was copied to where it is, and nothing changed in it', async () => {
  const folder = await stoppedRun();
  utimesSync(join(folder, 'd.csv'), 1, 1);
  const run = startMtl([...resume, '--json'], folder);
  await run.sees('"kind":"epoch"');
  run.process.kill('SIGINT');
  expect(endOf(await run.answer).status).toBe('stopped');
});

it('a run at work, one that is completed, and a folder without a run', async () => {
  const folder = temporaryFolder(smallFiles('epochs: 1000000'));
  const run = startMtl(['train', 'small.mtl', '--json', '--out', 'run'], folder);
  await run.sees('"kind":"epoch"');
  expect((await mtl(resume, folder)).stderr).toContain('MTL8021');
  run.process.kill('SIGINT');
  await run.answer;
  await mtl(['train', 'small.mtl', '--out', 'done', '--set', 'epochs=1'], folder);
  expect((await mtl(['train', '--resume', 'done'], folder)).stderr).toContain('MTL8022');
  expect((await mtl(['train', '--resume', 'nothing'], folder)).stderr).toContain('MTL8020');
  expect((await mtl([...resume, '--set', 'epochs=9'], folder)).code).toBe(2);
});

it('goes on where it was stopped, tells only what is new, and counts the time of both', async () => {
  const folder = await stoppedRun();
  const { moment } = loadCheckpoint(join(folder, 'run', runFiles.checkpoint)).value!;
  const run = startMtl([...resume, '--json'], folder);
  await run.sees('"kind":"epoch"');
  run.process.kill('SIGINT');
  const answer = await run.answer;
  const [first, ...others] = eventsOf(answer);
  expect(first).toMatchObject({ kind: 'resume', step: moment.step, epoch: moment.epoch });
  const epochs = others.filter((event) => event.kind === 'epoch').map(({ epoch }) => epoch);
  expect(epochs[0]).toBe(moment.epoch + 1);
  const end = endOf(answer);
  expect(end.epochs).toBe(epochs.at(-1));
  expect(end.seconds).toBeGreaterThan(first!.kind === 'resume' ? first!.seconds : Infinity);
  const lines = readFileSync(join(folder, 'run', runFiles.log), 'utf8')
    .trimEnd()
    .split('\n');
  const logged = lines.map((line) => JSON.parse(line) as StartEvent & { sequence: number });
  expect(logged.map(({ sequence }) => sequence)).toEqual(logged.map((_, index) => index));
  expect(logged.filter(({ kind }) => kind === 'start')).toHaveLength(1);
});
