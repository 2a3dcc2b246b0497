/** `mtl show` for runs: how far one came, where it trained and why there, its results, and what went wrong. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles, type RunEvent } from '../../contract/run-log';
import { everyEvent } from '../support/run-events';
import { temporaryFolder } from '../support/temporary-folder';
import { smallFiles } from './experiments';
import { mtl } from './mtl';

/** A folder with a run that has these events. */
function folderWith(events: readonly RunEvent[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'run'));
  writeFileSync(
    join(folder, 'run', runFiles.log),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  return folder;
}

it('tells of a run that was trained what its log tells', async () => {
  const folder = temporaryFolder(smallFiles());
  const train = await mtl(['train', 'small.mtl', '--out', 'run', '--device', 'reference'], folder);
  const { code, stdout, stderr } = await mtl(['show', 'run'], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Sums and kinds\n\nrun +run\nstate +completed after \d+ s, 3 epochs, \d+ steps\n/);
  expect(stdout).toMatch(/\ndevice +reference \(named by the experiment\), /);
  const table = /task +measure[^]*?\n\n/.exec(train.stdout)![0].trimEnd();
  expect(stdout).toContain(table);
});

it('shows the plan of a run as it ran, also where an older version wrote it', async () => {
  const folder = temporaryFolder(smallFiles());
  await mtl(['train', 'small.mtl', '--out', 'run', '--set', 'width=3'], folder);
  const shown = await mtl(['show', 'run', '--format', 'json'], folder);
  const file = join(folder, 'run', runFiles.plan);
  const plan = readFileSync(file, 'utf8');
  expect(shown).toEqual({ code: 0, stdout: plan, stderr: '' });
  const older = JSON.parse(plan) as { train: { optimizer: { args: object } } };
  older.train.optimizer.args = { rate: 0.05 };
  writeFileSync(file, JSON.stringify(older));
  expect((await mtl(['show', 'run', '--format', 'json'], folder)).stdout).toBe(plan);
  expect((await mtl(['predict', 'run', 'd.csv'], folder)).code).toBe(0);
  expect((await mtl(['show', 'run', '--format', 'mermaid'], folder)).stdout).toContain('flowchart');
  writeFileSync(file, plan.replace('"adam"', '"eve"'));
  const { code, stderr } = await mtl(['show', 'run', '--format', 'json'], folder);
  expect(code).toBe(1);
  expect(stderr).toContain('error[MTL7063]');
});

it('shows what was measured for a run that left its device open, and what went wrong', async () => {
  const { code, stdout } = await mtl(['show', 'run'], folderWith(everyEvent));
  expect(code).toBe(0);
  const lines = stdout.split('\n').map((line) => line.trim().replaceAll(/ +/g, ' '));
  expect(lines).toEqual(
    expect.arrayContaining([
      'state failed after 2 s, 3 windows, 6 steps',
      'device cpu (device: auto, by the times that were measured), 2 threads; begun with reference on cpu',
      'resumed after 1 window (step 3)',
      'drift of digit at row 1,500: since about row 1,200 its loss is 0.7500 instead of 0.2500',
      'measured steps a second ms to get ready',
      'cpu 400.0 –',
      'tensorflow 333.3 900.0',
      'webgpu Losses of digit jump. – –',
    ]),
  );
  expect(stdout).toContain('warning[MTL7001]');
});

it('tells of a run that has no end how far it is', async () => {
  const going = everyEvent.filter(({ kind }) => kind === 'start' || kind === 'progress');
  const { stdout } = await mtl(['show', 'run'], folderWith(going));
  expect(stdout).toMatch(/\nstate +lost, window 1, step 1\n/);
});

it('says of a folder without a log that it is no run', async () => {
  const { code, stderr } = await mtl(['show', '.'], temporaryFolder());
  expect(code).toBe(1);
  expect(stderr).toContain('error[MTL80');
});
