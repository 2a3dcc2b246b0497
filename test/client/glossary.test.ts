/** The Chinese sentences use the terms of `docs/glossary.md`, and one way of setting marks and spaces. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listed, render, text } from '../../contract/text';
import { findRemedies } from './remedies';

const root = join(import.meta.dirname, '..', '..');
const readJson = (file: string) =>
  JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
const sentences = Object.entries(readJson('l10n/bundle.l10n.zh-cn.json'));

/** English terms and what may stand for them in Chinese. */
const terms = readFileSync(join(root, 'docs/glossary.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, english, chinese] = /^\| ([a-z][\w -]*?) +\| ([^|]+?) +\|/.exec(line) ?? [];
    return english && chinese ? [{ english, chinese: chinese.split(' / ') }] : [];
  });

/** Where an English word is no term, or Chinese says it without one. */
const exceptions: Readonly<Record<string, { readonly term: string; readonly why: string }>> = {
  'How the learning rate changes over time. Default constant.': {
    term: 'constant',
    why: 'the name of a schedule',
  },
  'Read it `as numbers`, or round it in `query`.': { term: 'round', why: 'a verb' },
  'Split `{name}` into {count} tasks, one for each column: each then has a loss of its own': {
    term: 'split',
    why: 'a task is split, not rows',
  },
  'The graphics card, through WebGPU: Direct3D 12 on Windows, Metal on macOS, Vulkan on Linux.': {
    term: 'window',
    why: 'an operating system',
  },
  '{metric} on {part} rows': { term: 'row', why: 'the Chinese name of a part says it' },
  'each of {participants} participants on its {part} rows': {
    term: 'row',
    why: 'the Chinese name of a part says it',
  },
  'Measured on {part} rows.': { term: 'row', why: 'the Chinese name of a part says it' },
};

describe('the glossary', () => {
  test('has the terms of the field', () => {
    const known = terms.map(({ english }) => english);
    expect(known).toEqual(
      expect.arrayContaining(['co-training', 'epoch', 'round', 'precision', 'learning rate', 'checkpoint']),
    );
    expect(new Set(known).size).toBe(known.length);
  });

  test.each(terms)('$english is $chinese', ({ english, chinese }) => {
    const named = termIn(english);
    const others = sentences.filter(
      ([sentence, translation]) =>
        named.test(withoutCode(sentence)) &&
        !chinese.some((term) => translation.includes(term)) &&
        exceptions[sentence]?.term !== english,
    );
    expect(others).toEqual([]);
  });

  test('needs every exception', () => {
    for (const [sentence, { term }] of Object.entries(exceptions)) {
      const translation = sentences.find(([key]) => key === sentence)?.[1];
      const { chinese } = terms.find(({ english }) => english === term)!;
      expect(translation, sentence).toBeDefined();
      expect(
        chinese.some((word) => translation!.includes(word)),
        sentence,
      ).toBe(false);
    }
  });
});

/** Remedies after which nothing is left to do, or that leave it to the reader. */
const statements = new Set([
  'Its arguments are {names}.',
  'Its columns are {names}.',
  'Its numbers are not quite those of a run that {device} alone had trained.',
  'It is written `{signature}`.',
  'The data has {has}.',
  'The run keeps its last checkpoint, if it had written one; what was learned after it is lost.',
]);

const asks = (translation: string): boolean => translation.includes('请') || translation.endsWith('？');

describe('a remedy', () => {
  const { templates, unclear } = findRemedies();
  const remedies = sentences.filter(([sentence]) => templates.has(sentence));

  test('is found wherever one is written', () => {
    expect(unclear).toEqual([]);
    expect(remedies.length).toBe(templates.size);
    expect(remedies.length).toBeGreaterThan(200);
    // Behind a parameter, in a field, in a table of functions, and behind a choice of two.
    expect([...templates]).toEqual(
      expect.arrayContaining([
        'Name a new folder, so that no earlier run is written over.',
        'Give all of them the same shape, or use `concat`.',
        'Declare it with `task {name}(…) { … }`.',
        'Did you mean “{nearest}”?',
      ]),
    );
  });

  test('says 请, or asks', () => {
    const rude = remedies.filter(
      ([sentence, translation]) => !asks(translation) && !statements.has(sentence),
    );
    expect(rude).toEqual([]);
  });

  test('needs every exception', () => {
    const needed = remedies.filter(([, translation]) => !asks(translation)).map(([sentence]) => sentence);
    expect([...statements].filter((sentence) => !needed.includes(sentence))).toEqual([]);
  });
});

const firstWord = (sentence: string): string => sentence.split(' ')[0]!;

describe('what a person is told to do, be it no remedy', () => {
  const told = sentences.filter(([, translation]) => translation.startsWith('请'));
  const verbs = new Set(told.map(([sentence]) => firstWord(sentence)));
  /** Whole sentences: a button has no full stop. */
  const orders = sentences.filter(([sentence]) => sentence.endsWith('.') && verbs.has(firstWord(sentence)));

  test('begins with 请 where another sentence with the verb does', () => {
    expect(orders.length).toBeGreaterThan(100);
    expect(orders.filter(([, translation]) => !translation.startsWith('请'))).toEqual([]);
  });
});

test('names in a row stand with the mark that Chinese has for it', () => {
  const bundle = new Map(sentences);
  const list = text('Choose one of {names}.', { names: listed(['`a`', '`b`', '`c`']) });
  expect(render(list)).toBe('Choose one of `a`, `b`, `c`.');
  expect(render(list, (template) => bundle.get(template)!)).toBe('请选择以下之一：`a`、`b`、`c`。');
});

const han = '[\\u4e00-\\u9fff]';
const fullWidth = '[，。；：、！？（）]';

describe.each([
  { what: 'half-width marks beside Chinese', rule: `${han}[,;:?!()]|[,;:?!()]${han}` },
  { what: 'straight quotes beside Chinese', rule: `${han}["']|["']${han}` },
  { what: 'Latin letters, digits or code without a space', rule: `${han}[A-Za-z0-9\`]|[A-Za-z0-9\`%]${han}` },
  { what: 'spaces beside full-width marks', rule: `${fullWidth} | ${fullWidth}` },
  { what: 'a space before a percent sign', rule: '[\\d}] %' },
  { what: 'three dots for an ellipsis', rule: '\\.\\.\\.' },
])('no Chinese sentence has $what', ({ rule }) => {
  test.each(['l10n/bundle.l10n.zh-cn.json', 'package.nls.zh-cn.json'])('in %s', (file) => {
    const wrong = Object.values(readJson(file)).filter((sentence) =>
      new RegExp(rule).test(sentence.replace(/`[^`]*`/g, '`code`')),
    );
    expect(wrong).toEqual([]);
  });
});

/** The term as a word of its own, one or many of it. */
function termIn(english: string): RegExp {
  const many = english.endsWith('y')
    ? `${english.slice(0, -1)}ies`
    : `${english}${/[sx]$/.test(english) ? 'es' : 's'}`;
  return new RegExp(`(?<![\\w{-])(${english}|${many})(?![\\w-])`, 'i');
}

/** What is written in the language, on the command line or in names of files is the same in both languages. */
const withoutCode = (sentence: string): string =>
  sentence.replace(/`[^`]*`|“[^”]*”|\w+: auto|[\w/]+\.(mtl|json|log|md|onnx)\b/g, '');
