/** `mtl check` and `mtl show`: what they print in each format, and how they exit. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { check } from '../../cli/check';
import type { Command } from '../../cli/command';
import { show } from '../../cli/show';

const examples = resolve(import.meta.dirname, '../../../shared/examples');

async function runCommand(command: Command, args: readonly string[], cwd = examples, terminal = false) {
  let stdout = '';
  let stderr = '';
  const code = await command.run(args, {
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    cwd,
    terminal,
    colours: { stdout: terminal, stderr: terminal },
    columns: 80,
  });
  return { code, stdout, stderr };
}

test('a file without problems', async () => {
  expect(await runCommand(check, ['founding.mtl', 'numerals.mtl'])).toEqual({
    code: 0,
    stdout: 'No problems in 2 files.\n',
    stderr: '',
  });
});

test('each problem with its line underlined', async () => {
  const { code, stdout } = await runCommand(check, ['broken.mtl']);
  expect(code).toBe(1);
  expect(stdout).toContain(`error[MTL3001]: \`conv\` has no argument \`kernal\`.
  --> broken.mtl:11:12
   |
11 |   conv(16, kernal: 3)                    // no such argument: kernel
   |            ^^^^^^
   = help: Did you mean \`kernel\`?
`);
  expect(stdout).toContain('   = note: The block should end here. (broken.mtl:');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('13 errors in 1 file.');
});

test('underlines stand below wide characters and tabs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mtl-check-'));
  writeFileSync(join(folder, 'a.mtl'), 'experiment "数据"\n\tlet a = "数据" relu\n');
  const { stdout } = await runCommand(check, ['a.mtl'], folder);
  expect(stdout).toContain('2 | \tlet a = "数据" relu\n  | \t               ^^^^\n');
});

test('colours are for people who watch', async () => {
  const watched = await runCommand(check, ['broken.mtl'], examples, true);
  const piped = await runCommand(check, ['broken.mtl']);
  expect(watched.stdout).toContain('\x1b[');
  expect(stripVTControlCharacters(watched.stdout)).toBe(piped.stdout);
});

test('what stands in a file cannot steer the terminal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mtl-check-'));
  writeFileSync(join(folder, 'a.mtl'), '\x1b[2J\u202eerased\x07\n');
  const { stdout } = await runCommand(check, ['a.mtl'], folder);
  expect(stdout.match(/[\p{Cc}\u202e]/gu)!.every((char) => char === '\n')).toBe(true);
  expect(stdout).toContain('1 | \ufffd[2J\ufffderased\ufffd\n  | ^\n');
});

test('of a long line only what is around the fault is shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mtl-check-'));
  writeFileSync(
    join(folder, 'a.mtl'),
    `let a = [${'1, '.repeat(3000)}sigh]; let b = [${'1, '.repeat(3000)}]\n`,
  );
  const { stdout } = await runCommand(check, ['a.mtl'], folder);
  const [, , , shown, marks] = stdout.split('\n');
  expect(shown!.length).toBeLessThan(180);
  expect(shown!.slice(marks!.indexOf('^')).slice(0, marks!.match(/\^+/)![0].length)).toMatch(/^sigh|^let/);
});

test('problems as JSON', async () => {
  const { code, stdout } = await runCommand(check, ['--format', 'json', 'broken.mtl', 'founding.mtl']);
  const problems = JSON.parse(stdout) as unknown[];
  expect(code).toBe(1);
  expect(problems).toHaveLength(13);
  expect(problems[0]).toMatchObject({
    file: 'broken.mtl',
    code: 'MTL3009',
    severity: 'error',
    message: 'The parts add up to 110 %.',
    range: { start: { line: 3, character: 9 }, end: { line: 3, character: 24 } },
  });
});

test('problems as annotations of GitHub', async () => {
  const { stdout } = await runCommand(check, ['--format=github', 'broken.mtl']);
  expect(stdout.split('\n')[0]).toBe(
    '::error file=broken.mtl,line=4,col=10,endLine=4,endColumn=25,title=MTL3009::The parts add up to 110 %25. ' +
      'Change them so that train, validation and test add up to 100 %25.',
  );
});

test('a file that is not there is a problem like others', async () => {
  const { code, stdout } = await runCommand(check, ['nowhere.mtl']);
  expect(code).toBe(1);
  expect(stdout).toContain('error[MTL9001]: There is no such file.');
});

test.for([
  [check, [], 'Name at least one file.'],
  [check, ['--format', 'xml', 'a.mtl'], '“--format xml” is not known: choose one of text, json, github.'],
  [check, ['--format'], '“--format” needs a value: write “--format text|json|github”.'],
  [check, ['--colour', 'a.mtl'], 'There is no option “--colour”. “mtl check --help” lists all there are.'],
  [check, ['--fx', 'a.mtl'], 'There is no option “--fx”. Did you mean “--fix”?'],
  [check, ['-f', 'a.mtl'], 'There is no option “-f”.'],
  [check, ['--fix=yes', 'a.mtl'], '“--fix” takes no value: leave “=yes” out.'],
  [show, [], 'Name one file or run to show.'],
  [show, ['a.mtl', 'b.mtl'], 'Name one file or run to show.'],
  [show, ['--format', 'xml', 'a.mtl'], '“--format xml” is not known: choose one of summary, json, mermaid.'],
] as const)('a wrong command line %#', async ([command, args, message]) => {
  const { code, stdout, stderr } = await runCommand(command, args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr).toContain(`\n\nUsage: ${command.help.forms[0]}\n`);
});

test('the founding model has 5,518 parameters', async () => {
  const { code, stdout } = await runCommand(show, ['founding.mtl']);
  expect(code).toBe(0);
  expect(stdout).toBe(`Founding document

data shapes: shapes.csv, split 80% / 10% / 10%

                                           shape  parameters
input features       numbers                  28
shared trunk         on features             128       3,712
  dense(128, relu)                           128       3,712
task classification  classes(10) on trunk     10       1,290
  output                                      10       1,290
task detection       box on trunk              4         516
  output                                       4         516

5,518 parameters

train: adam at rate 0.001, schedule constant, weighting equal, batch 32, 10 epochs, seed 0, device auto
`);
});

test('a task on two networks has two heads', async () => {
  const { stdout } = await runCommand(show, ['two-views.mtl']);
  expect(stdout).toMatch(/^task numeral +classes\(10\) on byOutline, byProfile, 2 heads +10 +1,300$/m);
  expect(stdout).toMatch(/^cotrain byOutline <-> byProfile: numeral by propagation, at most 12 rounds$/m);
});

test('the plan as JSON, the picture as Mermaid', async () => {
  const plan = JSON.parse((await runCommand(show, ['--format', 'json', 'numerals.mtl'])).stdout);
  expect(plan).toMatchObject({ version: 1, title: 'Numerals and their shape', directory: examples });
  const { stdout } = await runCommand(show, ['--format', 'mermaid', 'numerals.mtl']);
  expect(stdout).toMatch(/^flowchart/);
});

test('a file with errors is not shown', async () => {
  const { code, stdout, stderr } = await runCommand(show, ['broken.mtl']);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('error[MTL2002]');
});
