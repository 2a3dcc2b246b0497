/** `mtl explain` of problem codes, in both languages, and `mtl check --fix`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { markdownText } from '../../cli/markdown-text';
import { readLanguage } from '../../cli/language';
import { temporaryFolder } from '../support/temporary-folder';
import { mtl } from './mtl';

it.each(['MTL2004', 'mtl2004', '2004'])('explains %s', async (name) => {
  const { code, stdout } = await mtl(['explain', name]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# MTL2004\n/);
  expect(stdout).toContain('There is no optimizer `adma`. Did you mean `adam`?');
  expect(stdout).toContain('+   optimizer: adam(rate: 0.01)');
});

it('explains problems of other rooms too', async () => {
  expect((await mtl(['explain', 'MTL6001'])).stdout).toContain('The data file {path} does not exist.');
});

it('names the nearest codes of one that there is not', async () => {
  const { code, stdout, stderr } = await mtl(['explain', 'MTL2019']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe('There is no problem MTL2019. Near it are MTL2010, MTL3019, MTL5019.\n');
});

it.each([
  { args: ['--language', 'zh-cn', 'explain', 'MTL2004'] },
  { args: ['explain', 'MTL2004', '--language=zh-CN'] },
])('speaks Chinese when $args asks for it', async ({ args }) => {
  const { code, stdout } = await mtl(args);
  expect(code).toBe(0);
  expect(stdout).toContain('使用了语言和组件目录在此处都没有的词。');
});

it('explains layers and problems of a file in Chinese', async () => {
  const page = await mtl(['explain', 'dropout', '--language', 'zh-cn']);
  expect(page.stdout).toContain('被舍去的比例');
  const file = join(temporaryFolder(), 'one.mtl');
  writeFileSync(file, 'train { batch = 3 }\n');
  const { stdout } = await mtl(['check', file, '--language', 'zh-cn']);
  expect(stdout).toContain('错误[MTL1011]：属性的写法是 `batch: value`。');
});

it('refuses a language that there is not', async () => {
  const { code, stderr } = await mtl(['explain', 'MTL2004', '--language', 'tlh']);
  expect([code, stderr]).toEqual([2, 'There is no language tlh: choose en or zh-cn.\n']);
});

it.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-cn'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN' }, 'zh-cn'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, undefined],
  [{ LANG: 'zh_TW.UTF-8' }, undefined],
  [{}, undefined],
])('%o speaks %s', async (environment, name) => {
  const { stdout } = await mtl(['explain', 'MTL2004'], undefined, environment);
  expect(stdout.includes('使用了语言和组件目录')).toBe(name === 'zh-cn');
});

it('takes the option out of the words', () => {
  expect(readLanguage(['check', '--language', 'en', 'a.mtl'], {}).args).toEqual(['check', 'a.mtl']);
});

it('colours a page for a person who watches', () => {
  const page = '# One\n\nSay `two`.\n\n```diff\n- a\n+ b\n```\n';
  expect(markdownText(page, false)).toBe(page);
  expect(markdownText(page, true)).toBe(
    '\x1b[1mOne\x1b[0m\n\nSay \x1b[36mtwo\x1b[0m.\n\n  \x1b[31m- a\x1b[0m\n  \x1b[32m+ b\x1b[0m\n',
  );
});

it('makes the fixes that keep the meaning, one after the other, and says which', async () => {
  const file = join(temporaryFolder(), 'one.mtl');
  writeFileSync(file, '# a comment\r\nexperiment My title\r\ntrian {\r\n  batch = 3\r\n  epochs: many\r\n');
  const { code, stdout } = await mtl(['check', file, '--fix']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/one\.mtl:1: MTL1001 .* → Turn into a comment\n/);
  expect(stdout).toMatch(/one\.mtl:4: MTL1011 .* → Change to `:`\n/);
  expect(stdout).toContain('error[MTL2002]');
  expect(readFileSync(file, 'utf8')).toBe(
    '// a comment\r\nexperiment "My title"\r\ntrain {\r\n  batch: 3\r\n  epochs: many\r\n}\r\n',
  );
});
