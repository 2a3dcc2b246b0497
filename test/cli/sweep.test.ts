/** `mtl sweep`: every combination is trained and compared; what was stopped goes on; what cannot be trained is told before anything begins. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { SweepResults } from '../../contract/sweep-results';
import { temporaryFolder } from '../support/temporary-folder';
import { smallFiles } from './experiments';
import { mtl, startMtl } from './mtl';

const swept = (sweep: string, train?: string): Record<string, string> => {
  const files = smallFiles(train);
  return { ...files, 'small.mtl': `${files['small.mtl']}\nsweep {\n  ${sweep}\n}\n` };
};

it('trains every combination with every seed, and each task alone', async () => {
  const folder = temporaryFolder(swept('width: [4, 8]\n  seed: 1..2\n  baseline: singleTask'));
  const { code, stdout, stderr } = await mtl(['sweep', 'small.mtl', '--out', 'kept', '--json'], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { combinations, measures, states } = JSON.parse(stdout) as SweepResults;
  // Two widths and two seeds, together and for each of two tasks alone.
  expect(states).toEqual({ completed: 12, failed: 0, total: 12 });
  expect(measures.map(({ task, name, part }) => [task, name, part])).toEqual([
    ['kind', 'accuracy', 'validation'],
    ['sums', 'mse', 'validation'],
  ]);
  expect(combinations.map(({ settings, completed }) => [settings, completed])).toEqual([
    [{ width: '4' }, 2],
    [{ width: '8' }, 2],
  ]);
  for (const { values, alone, gain } of combinations)
    expect([values, alone, [gain]].flat().map((spread) => spread?.count)).toEqual([2, 2, 2, 2, 2]);
  const planOf = (run: string) => JSON.parse(readFileSync(join(folder, 'kept', run, 'plan.json'), 'utf8'));
  expect(planOf('01')).toMatchObject({ tasks: [{ name: 'kind' }], train: { seed: 1 } });
  expect(planOf('03')).toMatchObject({ tasks: [{ name: 'kind' }, { name: 'sums' }] });

  // The numbers are those of a run on its own.
  const single = await mtl(
    ['train', 'small.mtl', '--json', '--set', 'width=8', '--set', 'seed=2', '--out', 'single'],
    folder,
  );
  expect(single.code).toBe(0);
  const ends = (log: string) =>
    JSON.parse(readFileSync(join(folder, log), 'utf8').trimEnd().split('\n').at(-1)!);
  expect(ends('kept/12/run.jsonl').results).toEqual(ends('single/run.jsonl').results);

  expect(readFileSync(join(folder, 'kept/report.html'), 'utf8')).toContain('"kind":"sweep"');

  const shown = await mtl(['show', 'kept'], folder);
  expect(shown.code).toBe(0);
  expect(shown.stdout).toMatch(/^width +runs +kind accuracy +alone +sums mse +alone +gain +time\n4 +2 /);
  expect(shown.stdout).toContain('12 of 12 runs are completed');
});

it('goes on where it was stopped, and trains nothing twice', async () => {
  const folder = temporaryFolder(swept('seed: 1..3', 'epochs: 60'));
  const started = startMtl(['sweep', 'small.mtl', '--out', 'kept'], folder);
  await started.sees('1/3');
  started.process.kill('SIGINT');
  const { code, stdout } = await started.answer;
  expect(code).toBe(130);
  expect(stdout).toMatch(/[12] of 3 runs are completed/);
  const first = readFileSync(join(folder, 'kept/01/run.jsonl'), 'utf8');
  // As if the third had been killed before its first word.
  rmSync(join(folder, 'kept/03'), { recursive: true, force: true });
  const resumed = await mtl(['sweep', '--resume', 'kept', '--jobs', '2'], folder);
  expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: '' });
  expect(resumed.stdout).toContain('3 of 3 runs are completed');
  expect(readFileSync(join(folder, 'kept/01/run.jsonl'), 'utf8')).toBe(first);
  // Resumed and interrupted runs have the numbers of whole ones.
  const whole = await mtl(['sweep', 'small.mtl', '--out', 'whole', '--json'], folder);
  const results = (run: string) =>
    JSON.parse(
      readFileSync(join(folder, run, 'run.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .at(-1)!,
    ).results;
  expect(whole.code).toBe(0);
  for (const run of ['01', '02', '03']) expect(results(`kept/${run}`)).toEqual(results(`whole/${run}`));
});

it('is not resumed while it is at work', async () => {
  const folder = temporaryFolder(swept('seed: 1..2', 'epochs: 3000'));
  const started = startMtl(['sweep', 'small.mtl', '--out', 'kept'], folder);
  await vi.waitFor(() => expect(readdirSync(join(folder, 'kept/01'))).toContain('run.jsonl'), 20_000);
  const second = await mtl(['sweep', '--resume', 'kept'], folder);
  expect([second.code, second.stdout]).toEqual([1, '']);
  expect(second.stderr).toContain('error[MTL8021]: The run is still at work.');
  started.process.kill('SIGINT');
  expect((await started.answer).code).toBe(130);
});

it('trains nothing where one combination has errors', async () => {
  const files = swept('width: [4, 8]');
  const wrong = files['small.mtl']!.replace('width: [4, 8]', 'width: [0, 8]');
  const folder = temporaryFolder({ ...files, 'small.mtl': wrong });
  const { code, stderr } = await mtl(['sweep', 'small.mtl', '--out', 'kept'], folder);
  expect(code).toBe(1);
  expect(stderr).toContain('error[MTL3056]: With width: 0: ');
  expect(readdirSync(folder)).not.toContain('kept');
});

it.each([
  [['sweep', 'small.mtl'], 1, 'MTL3057'],
  [['sweep', '--resume', '.'], 1, 'MTL8031'],
  [['sweep'], 2, 'Name one file to sweep'],
  [['sweep', 'small.mtl', '--jobs', '0'], 2, '“--jobs 0” is no number of runs'],
  [['sweep', '--resume', 'kept', '--out', 'other'], 2, 'A sweep is resumed where it lies'],
])('%j is refused', async (args, code, words) => {
  const answer = await mtl(args, temporaryFolder(smallFiles()));
  expect(answer.code).toBe(code);
  expect(answer.stderr).toContain(words);
});
