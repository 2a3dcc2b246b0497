/** `mtl train` over a file that others append rows to: it waits, goes on, and keeps what it has learned when it is stopped. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles, type RunEvent } from '../../contract/run-log';
import { parseLog } from '../../runs/parse-log';
import { loadCheckpoint } from '../../trainer/src/checkpoint/save-checkpoint';
import { temporaryFolder } from '../support/temporary-folder';
import { changingStream, heading, onlineText } from '../trainer/online/changing-stream';
import { endOf, mtl, startMtl } from './mtl';

const rows = changingStream({ rows: 4000, change: 2000 });
const text = onlineText('mode: online(window: 200); optimizer: sgd(rate: 0.1); batch: 20; device: cpu', {
  data: 'follow: true',
});
const train = ['train', 'stream.mtl', '--json', '--out', 'run'];
const lines = (from: number, to: number) =>
  rows
    .slice(from, to)
    .map((row) => `${row}\n`)
    .join('');

const begin = (count: number) =>
  temporaryFolder({ 'stream.mtl': text, 'd.csv': `${heading}\n${lines(0, count)}` });

const logOf = (folder: string): readonly RunEvent[] =>
  parseLog(readFileSync(join(folder, 'run', runFiles.log), 'utf8')).events;

it('learns from rows as they are appended, leaves wrong ones out, finds the drift, and is stopped by Ctrl-C', async () => {
  const folder = begin(500);
  const file = join(folder, 'd.csv');
  const run = startMtl(train, folder);
  await run.sees('"kind":"epoch","epoch":2');
  appendFileSync(file, `${lines(500, 1500)}one,2,yes\n1,2\n1,2,perhaps\n${rows[1500]!.slice(0, 5)}`);
  await run.sees('"kind":"epoch","epoch":7');
  appendFileSync(file, `${rows[1500]!.slice(5)}\n${lines(1501, 4000)}`);
  await run.sees('"kind":"epoch","epoch":20');
  run.process.kill('SIGINT');
  const answer = await run.answer;
  expect(answer.code).toBe(130);
  expect(endOf(answer)).toMatchObject({ status: 'stopped', epochs: 20, steps: 200 });
  const events = logOf(folder);
  expect(events[0]).toMatchObject({ kind: 'start', window: 200, epochs: 0 });
  expect(events.flatMap((event) => (event.kind === 'notice' ? [event.problem.code] : []))).toEqual([
    'MTL6080',
    'MTL6080',
    'MTL6084',
  ]);
  const [drift, ...others] = events.filter(({ kind }) => kind === 'drift');
  expect(others).toEqual([]);
  expect(drift).toMatchObject({ task: 'answer' });
  const last = events.findLast((event) => event.kind === 'epoch');
  // A row without a label has its number, and is in no window.
  expect(last).toMatchObject({ window: { rows: 4001, skipped: 2 } });
  expect(existsSync(join(folder, 'run', runFiles.model))).toBe(true);
  expect((await mtl(['show', 'run'], folder)).stdout).toContain('drift of answer at row');
});

it('comes to the same when it is stopped and resumed, however the rows come', async () => {
  const whole = begin(3000);
  const one = startMtl(train, whole);
  await one.sees('"kind":"epoch","epoch":15');
  one.process.kill('SIGINT');
  await one.answer;

  const folder = begin(900);
  const run = startMtl(train, folder);
  await run.sees('"kind":"epoch","epoch":4');
  run.process.kill('SIGINT');
  await run.answer;
  appendFileSync(join(folder, 'd.csv'), lines(900, 3000));
  const resumed = startMtl(['train', '--resume', 'run', '--json'], folder);
  await resumed.sees('"kind":"epoch","epoch":15');
  resumed.process.kill('SIGINT');
  expect((await resumed.answer).code).toBe(130);
  const [found, wanted] = [folder, whole].map(
    (place) => loadCheckpoint(join(place, 'run', runFiles.checkpoint)).value!,
  );
  expect(found!.moment).toEqual(wanted!.moment);
  expect(found!.states).toEqual(wanted!.states);
});

it('ends, and keeps its model, where the file becomes shorter', async () => {
  const folder = begin(500);
  const run = startMtl(train, folder);
  await run.sees('"kind":"epoch","epoch":2');
  truncateSync(join(folder, 'd.csv'), 100);
  const answer = await run.answer;
  expect(endOf(answer)).toMatchObject({ status: 'completed', epochs: 3 });
  expect(answer.stdout).toContain('MTL6081');
  expect(existsSync(join(folder, 'run', runFiles.model))).toBe(true);
});
