/**
 * Every wrong experiment of the corpus has exactly its one fault, and its first fix leaves nothing to say, not even a hint. `vitest -u` rewrites what is
 * said and what the fix makes.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemKinds } from '../../server/src/language/problems';
import { render } from '../../contract/text';
import { applyFix } from './support/apply-fix';
import { analyseWrong, corpusFolder, describeFindings, wrongTexts } from './support/corpus';

const chinese = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../l10n/bundle.l10n.zh-cn.json'), 'utf8'),
) as Readonly<Record<string, string>>;

const inChinese = (template: string): string => chinese[template] ?? template;

/** What no text can show: told of settings beside it or of a whole sweep, too large for a corpus, or of what cannot be had yet. */
const withoutText: readonly string[] = ['MTL1017', 'MTL3056', 'MTL3057'];

test.for(wrongTexts)('$name', async ({ name, code, text, settings }) => {
  const { problems } = await analyseWrong(text, settings);
  expect(problems.map((problem) => problem.code)).toEqual([code]);
  const [problem] = problems;
  const [fix] = problem!.fixes ?? [];
  const fixed = fix ? applyFix(text, fix) : text;
  const left = fix ? (await analyseWrong(fixed, settings)).problems : problems;
  const golden = (ending: string) => resolve(corpusFolder, `${name}.${ending}`);
  await expect(describeFindings(text, problem!, left)).toMatchFileSnapshot(golden('txt'));
  if (!fix) return;
  expect(left, 'what the first fix leaves').toEqual([]);
  await expect(fixed).toMatchFileSnapshot(golden('fixed.mtl'));
});

test.for(wrongTexts)('names in a row are set as Chinese sets them: $name', async ({ text, settings }) => {
  const { problems } = await analyseWrong(text, settings);
  for (const { message, remedy } of problems)
    for (const sentence of [message, remedy])
      expect(render(sentence, inChinese).replaceAll(/`[^`]*`|\[[^\]]*\]/g, 'code')).not.toContain(', ');
});

describe('fixes', () => {
  const fixable = wrongTexts.filter(({ settings }) => Object.keys(settings).length === 0);

  test.for(fixable)('keep the line breaks of Windows: $name', async ({ code, text }) => {
    const source = text.replaceAll('\n', '\r\n');
    const { problems } = await analyseWrong(source);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    for (const [index, fix] of (problems[0]!.fixes ?? []).entries()) {
      const fixed = applyFix(source, fix);
      expect(fixed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const unix = (await analyseWrong(text)).problems[0]!.fixes![index]!;
      expect(fixed.replaceAll('\r\n', '\n')).toBe(applyFix(text, unix));
    }
  });

  test.for(fixable)('work in the middle of broken text: $name', async ({ text }) => {
    const [problem] = (await analyseWrong(text)).problems;
    const broken = `${text}\nshared unfinished(x) { dense(`;
    const same = (await analyseWrong(broken)).problems.find(
      (other) => other.code === problem!.code && other.message.template === problem!.message.template,
    );
    // What stands at the end of the text, such as a comment that is never closed, takes the broken text in.
    if (!same?.fixes) return;
    const fixed = applyFix(broken, same.fixes[0]!);
    const codes = (await analyseWrong(fixed)).problems.filter(({ message }) => message === same.message);
    expect(codes).toEqual([]);
  });
});

describe('of all codes', () => {
  const codes = problemKinds.map(({ code }) => code);

  test('each stands in the corpus', () => {
    const shown = new Set(wrongTexts.map(({ code }) => code));
    expect(codes.filter((code) => !shown.has(code))).toEqual(withoutText);
    expect(wrongTexts.length).toBeGreaterThanOrEqual(60);
  });

  test('at least four in five have a fix', async () => {
    const fixable = new Set<string>();
    for (const { code, text, settings } of wrongTexts) {
      const { problems } = await analyseWrong(text, settings);
      if ((problems[0]?.fixes ?? []).length > 0) fixable.add(code);
    }
    const without = codes.filter((code) => !fixable.has(code));
    expect(without.length / codes.length, `without a fix: ${without.join(', ')}`).toBeLessThanOrEqual(0.2);
  });
});
