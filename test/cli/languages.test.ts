/** The command line in both languages, as people read it: `-u` writes what is said into `test/golden/terminal/`. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../cli/terminal-text';
import { VERSION } from '../../contract/version';
import { temporaryFolder } from '../support/temporary-folder';
import { smallFiles } from './experiments';
import { mtl } from './mtl';

const root = join(import.meta.dirname, '../..');
const golden = join(root, 'test/golden/terminal');
const examples = join(root, 'examples');
const wrong = join(root, 'test/golden/problems');
const languages = ['en', 'zh-cn'] as const;
const commands = ['check', 'new', 'format', 'show', 'train', 'devices', 'predict', 'explain', 'lsp'];

/** What differs from run to run, or from version to version, is written as a word of its own. */
const steady = (words: string): string =>
  words
    .replaceAll(VERSION, 'VERSION')
    .replace(/\d{4}-\d\d-\d\dT[\w-]+/g, 'RUN')
    .replace(/\b\d+(:\d\d)?(?= s\b| 秒)/g, 'SECONDS')
    .replace(/\d+ (threads?|个线程)/g, 'THREADS')
    .replaceAll('\\', '/')
    .replaceAll(root.replaceAll('\\', '/'), 'ROOT');

async function said(args: readonly string[], language: string, cwd = root): Promise<string> {
  const { stdout, stderr } = await mtl([...args, '--language', language], cwd);
  return steady([stdout, stderr].filter((words) => words !== '').join('\n'));
}

const told: readonly { readonly name: string; readonly args: readonly string[]; readonly cwd?: string }[] = [
  { name: 'help', args: ['--help'] },
  ...commands.map((name) => ({ name: `help-${name}`, args: [name, '--help'] })),
  { name: 'check', args: ['check', 'mtl2004-word-misspelt.mtl', 'mtl1003-block-unclosed.mtl'], cwd: wrong },
  { name: 'check-clean', args: ['check', 'first-experiment.mtl'], cwd: examples },
  { name: 'show', args: ['show', 'first-experiment.mtl'], cwd: examples },
  { name: 'show-pair', args: ['show', 'co-training.mtl'], cwd: examples },
  { name: 'show-sources', args: ['show', 'two-sources.mtl'], cwd: examples },
  { name: 'show-participants', args: ['show', 'many-homes.mtl'], cwd: examples },
  { name: 'explain', args: ['explain'] },
  { name: 'explain-mse', args: ['explain', 'mse'] },
  { name: 'slip-command', args: ['trian'] },
  { name: 'slip-option', args: ['train', 'a.mtl', '--fallbak', 'cpu'] },
  { name: 'slip-value', args: ['train', '--resume'] },
  { name: 'slip-file', args: ['show', 'nowhere.mtl'], cwd: examples },
];

describe.each(languages)('in %s', (language) => {
  it.each(told)('$name', async ({ name, args, cwd }) => {
    await expect(await said(args, language, cwd)).toMatchFileSnapshot(
      join(golden, `${name}.${language}.txt`),
    );
  });

  it('new', async () => {
    const folder = temporaryFolder();
    copyFileSync(join(examples, 'data/penguins.csv'), join(folder, 'penguins.csv'));
    const made = await said(['new', 'penguins.csv'], language, folder);
    await expect(made).toMatchFileSnapshot(join(golden, `new.${language}.txt`));
    expect(await said(['check', 'penguins.mtl'], language, folder)).toMatch(/1 file|1 个文件/);
  });

  it('check --fix', async () => {
    const folder = temporaryFolder({
      'one.mtl': '# a comment\nexperiment My title\ntrian {\n  batch = 3\n}\n',
    });
    const fixed = await said(['check', 'one.mtl', '--fix'], language, folder);
    await expect(fixed).toMatchFileSnapshot(join(golden, `check-fix.${language}.txt`));
  });

  it('train', async () => {
    const folder = temporaryFolder(smallFiles());
    const trained = await said(['train', 'small.mtl', '--device', 'reference'], language, folder);
    await expect(trained).toMatchFileSnapshot(join(golden, `train.${language}.txt`));
    const [run] = readdirSync(join(folder, 'runs'));
    const shown = await said(['show', join('runs', run!)], language, folder);
    await expect(shown).toMatchFileSnapshot(join(golden, `show-run.${language}.txt`));
  });

  it('no line of help is wider than the terminal', async () => {
    for (const name of commands) {
      const help = await said([name, '--help'], language);
      for (const line of help.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
    }
  });
});

describe('Chinese', () => {
  it.each(['--help', ...commands])('leaves no English sentence in the help of %s', async (name) => {
    const help = await said(name === '--help' ? [name] : [name, '--help'], 'zh-cn');
    const words = help.replace(/^.*mtl .*$|^\s+(--\S.*?|\w+)  /gm, '');
    expect(words.match(/[a-z]+ [a-z]+ [a-z]+/gi)).toBe(null);
  });

  it('aligns the columns of tables', async () => {
    const shown = await said(['show', 'first-experiment.mtl'], 'zh-cn', examples);
    const rows = shown
      .split('\n')
      .filter((line) => /(参数|\d)$/.test(line) && /^(input| +|shared|task)/.test(line));
    expect(rows.length).toBeGreaterThan(5);
    // All but inputs, which have no parameters, end at the same column.
    expect(new Set(rows.filter((row) => !row.startsWith('input')).map(widthOf)).size).toBe(1);
  });
});

describe('what programs read is the same in every language', () => {
  it.each([
    { args: ['check', 'mtl2004-word-misspelt.mtl', '--format', 'json'] },
    { args: ['check', 'mtl2004-word-misspelt.mtl', '--format', 'github'] },
    { args: ['show', '../../../examples/first-experiment.mtl', '--format', 'json'] },
    { args: ['show', '../../../examples/first-experiment.mtl', '--format', 'mermaid'] },
  ])('$args', async ({ args }) => {
    expect(await said(args, 'zh-cn', wrong)).toBe(await said(args, 'en', wrong));
  });

  it('the results of a run', async () => {
    const folder = temporaryFolder(smallFiles());
    const train = (language: string) =>
      said(['train', 'small.mtl', '--json', '--out', language, '--device', 'reference'], language, folder);
    const results = resultsIn(await train('zh-cn'));
    expect(results.length).toBe(4);
    expect(results).toEqual(resultsIn(await train('en')));
  });
});

/** Epochs and the end; how often progress is told depends on time. */
const resultsIn = (lines: string): readonly string[] =>
  lines
    .split('\n')
    .filter((line) => /^\{"kind":"(epoch|end)"/.test(line))
    .map((line) => line.replace(/"(time|seconds|sequence)":[-\d.]+|"seconds":SECONDS/g, ''));
