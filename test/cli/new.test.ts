/** `mtl new`: from a data file to an experiment that trains, without a word typed. */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';
import { endOf, mtl, shared } from './mtl';

it('writes an experiment beside real data, which checks and trains', async () => {
  const folder = temporaryFolder();
  copyFileSync(join(shared, 'examples', 'shapes.csv'), join(folder, 'shapes.csv'));
  const made = await mtl(['new', 'shapes.csv'], folder);
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toContain('mtl train shapes.mtl');
  expect((await mtl(['check', 'shapes.mtl'], folder)).stdout).toBe('No problems in 1 file.\n');
  const end = endOf(await mtl(['train', 'shapes.mtl', '--json', '--set', 'epochs=30'], folder));
  expect(end.status).toBe('completed');
  // Ten classes of the same size: by chance it would be a tenth.
  expect(end.results!.validation!['class']!['accuracy']).toBeGreaterThan(0.6);
});

it('names the data as seen from where it writes, and writes over nothing', async () => {
  const folder = temporaryFolder({
    'in/d.csv': `a,y\n${'1,2\n2,4\n3,7\n4,8\n'.repeat(10)}`,
    'out/x.mtl': 'mine',
  });
  const made = await mtl(['new', 'in/d.csv', '--output', 'out/d.mtl'], folder);
  expect(made.code).toBe(0);
  expect(readFileSync(join(folder, 'out/d.mtl'), 'utf8')).toContain('source: "../in/d.csv"');
  expect((await mtl(['check', 'out/d.mtl'], folder)).code).toBe(0);
  const refused = await mtl(['new', 'in/d.csv', '--output', 'out/x.mtl'], folder);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('out/x.mtl exists')]);
  expect(readFileSync(join(folder, 'out/x.mtl'), 'utf8')).toBe('mine');
});

test.each(['none.csv', 'none*.csv'])('says of %s what can be done about the argument', async (data) => {
  const { code, stderr } = await mtl(['new', data], temporaryFolder());
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('correct DATA; its path starts from the folder you are in'),
  ]);
  expect(stderr).not.toContain('source');
});

test.each([
  ['no file', ['new'], 2, 'Usage'],
  ['two files', ['new', 'one.csv', 'two.csv'], 2, 'Usage'],
  ['a file that is not there', ['new', 'none.csv'], 1, 'none.csv'],
  ['a table without a lesson', ['new', 'one.csv'], 1, 'no column to predict'],
])('%s', async (_, args, code, says) => {
  const folder = temporaryFolder({ 'one.csv': 'a\n1\n2\n' });
  const answer = await mtl(args, folder);
  expect([answer.code, answer.stderr]).toEqual([code, expect.stringContaining(says)]);
  expect(existsSync(join(folder, 'one.mtl'))).toBe(false);
});
