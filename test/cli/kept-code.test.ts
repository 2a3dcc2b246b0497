/** Programs keep their compiled code from one start to the next, and start without it. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';
import { mtl } from './mtl';

const experiment = join(import.meta.dirname, '../../examples/first-experiment.mtl');

/** What is kept by now, and when it was written. */
function keptIn(cache: string): Record<string, number> {
  const folder = join(cache, 'code');
  return Object.fromEntries(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]));
}

const check = (cache: string) => mtl(['check', experiment], process.cwd(), { MTL_CACHE: cache });
const good = { code: 0, stdout: 'No problems in 1 file.\n', stderr: '' };

test('a command writes its code down once', async () => {
  const cache = temporaryFolder();
  expect(await check(cache)).toEqual(good);
  const kept = keptIn(cache);
  expect(Object.keys(kept)).toEqual([expect.stringMatching(/^mtl-\w+-\w+-\w+\.bin$/)]);
  expect(await check(cache)).toEqual(good);
  expect(keptIn(cache)).toEqual(kept);
});

test('a file that is not whole is written again', async () => {
  const cache = temporaryFolder();
  expect(await check(cache)).toEqual(good);
  const file = join(cache, 'code', Object.keys(keptIn(cache))[0]!);
  const { length } = readFileSync(file);
  writeFileSync(file, 'not code');
  expect(await check(cache)).toEqual(good);
  expect(readFileSync(file).length).toBeGreaterThan(length / 2);
});

test.skipIf(process.platform !== 'linux')('a folder that cannot be made is done without', async () => {
  expect(await check('/proc/none/cache')).toEqual(good);
});

test('a run keeps the code of the trainer beside its own', async () => {
  const cache = temporaryFolder();
  const out = join(temporaryFolder(), 'run');
  await mtl(['train', experiment, '--out', out], process.cwd(), { MTL_CACHE: cache });
  expect(Object.keys(keptIn(cache)).map((name) => name.split('-')[0])).toEqual(['mtl', 'trainer']);
});

test('where nothing can be kept, programs start all the same', async () => {
  expect(await check(join(temporaryFolder({ file: '' }), 'file'))).toEqual(good);
});
