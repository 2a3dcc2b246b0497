/** A block that starts from another run, as a person would do it: train, name the run, train again. */
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSafetensors } from '../../trainer/src/checkpoint/safetensors';
import { temporaryFolder } from '../support/temporary-folder';
import { experiment, files, kind, sum } from '../trainer/transfer/runs';
import { mtl } from './mtl';

const layers = 'dense(8, tanh); batchNorm; dense(6, relu)';
const start = `from: "runs/first/"; freeze: first(2); ${layers}`;

const folderWith = (texts: Readonly<Record<string, string>>): string =>
  temporaryFolder({ ...files, ...texts });

const tensorsOf = (folder: string) => {
  const { tensors } = readSafetensors(readFileSync(join(folder, 'checkpoint.safetensors')));
  return (name: string) => [...tensors[name]!.values].map(Number);
};

it('trains, shows and checks what starts from a run, from wherever the command is given', async () => {
  const folder = folderWith({
    'first.mtl': experiment('a.csv', layers, kind),
    'second.mtl': experiment('b.csv', start, sum),
  });
  const early = await mtl(['check', 'second.mtl'], folder);
  expect([early.code, early.stdout]).toEqual([1, expect.stringContaining('MTL5047') as string]);
  expect((await mtl(['train', 'first.mtl', '--out', 'runs/first'], folder)).code).toBe(0);
  expect(await mtl(['check', 'second.mtl'], folder)).toMatchObject({ code: 0 });

  const shown = await mtl(['show', join(folder, 'second.mtl')], temporaryFolder());
  expect(shown.stdout).toMatch(/shared trunk +on x from runs\/first\/ /);
  expect(shown.stdout).toMatch(
    / {2}dense\(8, tanh\) +frozen +8 +32\n {2}batchNorm +frozen +8 +16\n {2}dense\(6, relu\) +6 +54\n/,
  );
  expect(shown.stdout).toContain('109 parameters, 61 of them learn');

  const trained = await mtl(
    ['train', join(folder, 'second.mtl'), '--out', join(folder, 'runs/second')],
    temporaryFolder(),
  );
  expect([trained.code, trained.stderr]).toEqual([0, '']);
  const [first, second] = ['first', 'second'].map((name) => tensorsOf(join(folder, 'runs', name)));
  for (const name of [
    '1.dense/weight',
    '1.dense/bias',
    '2.batchNorm/gain',
    '2.batchNorm/mean',
    '2.batchNorm/variance',
  ])
    expect(second!(`trunk/${name}`)).toEqual(first!(`trunk/${name}`));
  expect(second!('trunk/3.dense/weight')).not.toEqual(first!('trunk/3.dense/weight'));
  const { directory, ...plan } = JSON.parse(readFileSync(join(folder, 'runs/second/plan.json'), 'utf8'));
  expect(directory).toBe(folder);
  expect(JSON.stringify(plan)).not.toContain(folder);
  expect(plan.blocks).toMatchObject([{ from: 'runs/first/', freeze: 2 }]);

  // The run is whole without the other one.
  rmSync(join(folder, 'runs/first'), { recursive: true });
  const predicted = await mtl(['predict', 'runs/second', 'b.csv'], folder);
  expect([predicted.code, predicted.stdout.trim().split('\n').length]).toEqual([0, 151]);
});

it('starts every run of a sweep from it', async () => {
  const folder = folderWith({
    'first.mtl': experiment('a.csv', layers, kind),
    'second.mtl': `${experiment('b.csv', start, sum)}\nsweep { seed: 1..2 }\n`,
  });
  await mtl(['train', 'first.mtl'], folder);
  // A folder of another name than the one that the run was made in.
  const [made] = readdirSync(join(folder, 'runs'));
  renameSync(join(folder, 'runs', made!), join(folder, 'runs/first'));
  const swept = await mtl(['sweep', 'second.mtl', '--out', 'swept'], folder);
  expect([swept.code, swept.stderr]).toEqual([0, '']);
  const first = tensorsOf(join(folder, 'runs/first'));
  const runs = readdirSync(join(folder, 'swept'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(runs.length).toBe(2);
  for (const { name: run } of runs)
    expect(tensorsOf(join(folder, 'swept', run))('trunk/1.dense/weight')).toEqual(
      first('trunk/1.dense/weight'),
    );
});
