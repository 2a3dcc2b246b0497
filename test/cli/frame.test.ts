/** The frame of the command line: help, versions, and what it says to a slip. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundle, mtl } from './mtl';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
const commands = ['check', 'new', 'format', 'show', 'train', 'devices', 'predict', 'explain', 'lsp'];

it('lists every command and the exit codes', async () => {
  const { code, stdout } = await mtl(['--help']);
  expect(code).toBe(0);
  for (const command of commands) expect(stdout).toContain(`  ${command} `);
  expect(stdout).toMatch(/130 +stopped/);
});

it.each(commands)('%s --help explains it', async (command) => {
  const { code, stdout, stderr } = await mtl([command, '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^Usage: mtl ${command} `));
});

it('prints the version of the package', async () => {
  expect(await mtl(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

it.each([
  { args: ['trian'], says: 'Did you mean “mtl train”?' },
  { args: ['xyzzy'], says: 'mtl --help' },
  { args: ['train'], says: 'Name one file' },
  { args: ['train', 'a.mtl', 'b.mtl'], says: 'Name one file' },
  { args: ['train', 'a.mtl', '--fast'], says: '--fast' },
  { args: ['train', 'a.mtl', '--set', 'epochs'], says: 'NAME=VALUE' },
  { args: ['train', 'a.mtl', '--memory', 'much'], says: 'no amount of memory: write one such as 2GB' },
  { args: ['train', '--resume'], says: '“--resume” needs a value: write “--resume RUN”.' },
  { args: ['train', '--resume', '--json'], says: '“--resume” needs a value' },
  { args: ['train', '--resume', 'run', 'a.mtl'], says: 'Name one file to train, or one run to resume' },
  { args: ['train', '--resume', 'run', '--out', 'x'], says: 'leave out --out, --device and --set' },
  { args: ['train', 'a.mtl', '--fallback', 'cuda'], says: 'write “--fallback cpu”' },
  { args: ['train', 'a.mtl', '--out='], says: '“--out” needs a value: write “--out DIR”.' },
  { args: ['predict', 'run'], says: 'Name one run folder and one data file' },
  { args: ['predict', 'a', 'b', 'c'], says: 'Name one run folder and one data file' },
  { args: ['new'], says: 'Name one data file' },
  { args: ['format'], says: 'Name at least one file' },
  { args: ['devices', 'cpu'], says: 'it tells of all devices' },
  { args: ['explain', 'adam', 'sgd'], says: 'Name one thing to explain' },
  { args: ['explain', '--all'], says: 'There is no option “--all”' },
  { args: ['--jsn'], says: 'There is no option “--jsn” before a command' },
  { args: ['check', 'a.mtl', '--language'], says: '“--language” needs a value: en or zh-cn.' },
  { args: ['lsp', '--stdio', 'more'], says: 'write “mtl lsp --stdio”' },
  { args: ['explain', 'adamm'], says: 'Did you mean “adam”?' },
  { args: ['lsp'], says: '--stdio' },
])('$args is a slip of the command line', async ({ args, says }) => {
  const { code, stdout, stderr } = await mtl(args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(says);
});

it('says what it is when nothing is asked', async () => {
  const { code, stdout } = await mtl([]);
  expect(code).toBe(2);
  expect(stdout).toContain('Usage: mtl COMMAND');
});

it('explains by name, and lists every kind without one', async () => {
  const page = await mtl(['explain', 'mse']);
  expect(page.code).toBe(0);
  expect(page.stdout).toContain('# mse (loss)');
  expect(page.stdout).toContain('# mse (metric)');
  const list = await mtl(['explain']);
  for (const word of ['weightings', 'uncertainty', 'propagation']) expect(list.stdout).toContain(word);
});

it.skipIf(!existsSync('/dev/full')).each([['explain', 'adam'], ['--help']])(
  'output that cannot be written is no success (%s)',
  async (...args) => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [bundle, ...args], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    let said = '';
    child.stderr!.on('data', (bytes) => (said += String(bytes)));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('ENOSPC') });
  },
);
