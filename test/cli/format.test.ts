/** `mtl format`: what it writes, what it only says, and how it exits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { format } from '../../cli/format';
import { temporaryFolder } from '../support/temporary-folder';

async function runFormat(cwd: string, ...args: readonly string[]) {
  let stdout = '';
  let stderr = '';
  const io = {
    stdout: (text: string) => (stdout += text),
    stderr: (text: string) => (stderr += text),
    cwd,
    terminal: false,
    colours: { stdout: false, stderr: false },
    columns: 80,
  };
  const code = await format.run(args, io);
  return { code, stdout, stderr };
}

const files = {
  'loose.mtl': 'let a=1\r\n',
  'neat.mtl': 'let a = 1\n',
  'faulty.mtl': 'let a=1\ntrain   {\n',
};

test('files are written in style, and named', async () => {
  const folder = temporaryFolder(files);
  expect(await runFormat(folder, 'loose.mtl', 'neat.mtl')).toEqual({
    code: 0,
    stdout: 'loose.mtl\n',
    stderr: '',
  });
  expect(readFileSync(join(folder, 'loose.mtl'), 'utf8')).toBe('let a = 1\r\n');
  expect(await runFormat(folder, 'loose.mtl')).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('--check writes nothing', async () => {
  const folder = temporaryFolder(files);
  expect(await runFormat(folder, '--check', 'loose.mtl', 'neat.mtl')).toEqual({
    code: 1,
    stdout: 'loose.mtl is not in style\n',
    stderr: '',
  });
  expect(readFileSync(join(folder, 'loose.mtl'), 'utf8')).toBe(files['loose.mtl']);
  expect((await runFormat(folder, '--check', 'neat.mtl')).code).toBe(0);
});

test('a faulty declaration stays, and is not kept quiet', async () => {
  const folder = temporaryFolder(files);
  expect(await runFormat(folder, 'faulty.mtl')).toEqual({
    code: 0,
    stdout: 'faulty.mtl\n',
    stderr: 'faulty.mtl has faults of form, which “mtl check” explains.\n',
  });
  expect(readFileSync(join(folder, 'faulty.mtl'), 'utf8')).toBe('let a = 1\ntrain   {\n');
});

test('what cannot be read or understood', async () => {
  const folder = temporaryFolder(files);
  const missing = await runFormat(folder, 'missing.mtl', 'loose.mtl');
  expect(missing).toMatchObject({ code: 1, stdout: 'loose.mtl\n' });
  expect(missing.stderr).toBe(
    'missing.mtl: There is no such file. Name a file that ends in .mtl and that you may read.\n',
  );
  expect((await runFormat(folder)).code).toBe(2);
  expect((await runFormat(folder, '--fast', 'neat.mtl')).stderr).toContain('--fast');
});
