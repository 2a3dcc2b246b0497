/** The one style: what it changes, what it keeps, and that it changes no token of any text. */
import { describe, expect, test } from 'vitest';
import { applyChanges, formatTree } from '../../server/src/language/format/format-tree';
import { parse, type Tree } from '../../server/src/language/syntax/parser';
import { tokenize } from '../../server/src/language/syntax/lexer';
import { tokenEnd, TokenKind, tokenStart } from '../../server/src/language/syntax/tokens';
import { createEdits } from '../support/edits';
import { createLcg } from '../support/lcg';
import { examples } from './support/examples';

const format = (text: string): string => applyChanges(text, formatTree(parse(text)));

test.for(examples)('%s is in style', ([, text]) => expect(format(text)).toBe(text));

/** Each is one text and what becomes of it. */
const cases: Readonly<Record<string, readonly [written: string, formatted: string]>> = {
  'blanks within a line': [
    'let  a=1e-3 \nshared t ( x,y ){dense( 4 ,relu );conv(8,kernel :3)}\ninput i=d [ p0 .. p9 , x ]as image( 2,5 )',
    'let a = 1e-3\nshared t(x, y) { dense(4, relu); conv(8, kernel: 3) }\ninput i = d[p0..p9, x] as image(2, 5)\n',
  ],
  members: ['task t(x) { predict : d . label   as classes }', 'task t(x) { predict: d.label as classes }\n'],
  pairs: ['cotrain a<->b<->  c {}', 'cotrain a <-> b <-> c {}\n'],
  'an empty block': ['train {   }\n', 'train {}\n'],
  indentation: ['train {\n\tbatch: 3\n      epochs: 4\n  }\n', 'train {\n  batch: 3\n  epochs: 4\n}\n'],
  'layers within layers': [
    'shared t(x) {\nresidual {\ndense(4)\n}\n}\n',
    'shared t(x) {\n  residual {\n    dense(4)\n  }\n}\n',
  ],
  'braces of a block over several lines': [
    'shared t(x)\n{ dense(4)\n flatten }\n',
    'shared t(x) {\n  dense(4)\n  flatten\n}\n',
  ],
  'lists over several lines': [
    'data d {\n source: [\n"a.csv",\n   "b.csv"\n]\n}\n',
    'data d {\n  source: [\n    "a.csv",\n    "b.csv"\n  ]\n}\n',
  ],
  'brackets that a line opens together': [
    'train {\n optimizer: adam(betas: [\n0.9,\n0.99\n])\n}\n',
    'train {\n  optimizer: adam(betas: [\n    0.9,\n    0.99\n  ])\n}\n',
  ],
  'a value on a line of its own': [
    'data d {\nsource:\n"a.csv"\nseed: 1\n}\nlet a\n= 3\n',
    'data d {\n  source:\n    "a.csv"\n  seed: 1\n}\nlet a\n  = 3\n',
  ],
  'text in quotes': ['data d {\nquery:"select\n      *"\n}\n', 'data d {\n  query: "select\n      *"\n}\n'],
  'aligned values': [
    'data d {\n    source :"a.csv"\n    split:  fold\n    seed:   1\n    stratify: label\n}\n',
    'data d {\n  source: "a.csv"\n  split:  fold\n  seed:   1\n  stratify: label\n}\n',
  ],
  'values aligned with nothing': [
    'train {\n  batch:   3\n  epochs:    4\n}\n',
    'train {\n  batch: 3\n  epochs: 4\n}\n',
  ],
  'blank lines': [
    '\n\nlet a = 1\n\n\n\nlet b = 2\ntrain {\n\n  batch: 1\n\n\n  epochs: 2\n\n}\n\n\n',
    'let a = 1\n\nlet b = 2\ntrain {\n  batch: 1\n\n  epochs: 2\n}\n',
  ],
  'comments on lines of their own': [
    '   // one  \ntrain {\n// two\n  batch: 1\n      /* three */\n}\n  // four',
    '// one\ntrain {\n  // two\n  batch: 1\n  /* three */\n}\n// four\n',
  ],
  'a comment right behind': ['let a  =  1 // one\nlet b = 2// two\n', 'let a = 1 // one\nlet b = 2 // two\n'],
  'a column of comments': [
    'train {          // one\n batch: 1        // two\n optimizer:adam  // three\n}\n',
    'train {           // one\n  batch: 1        // two\n  optimizer: adam // three\n}\n',
  ],
  'a comment within a line': ['let a = /* one */  1\nlet b =/**/2\n', 'let a = /* one */ 1\nlet b =/**/2\n'],
  'line ends as in the first line': [
    'let a=1\r\nlet b=2\nlet c=3',
    'let a = 1\r\nlet b = 2\r\nlet c = 3\r\n',
  ],
  'a mark of byte order': ['\ufeff  let a=1\n', '\ufefflet a = 1\n'],
  'a text of blanks': ['  \n \n', ''],
  'no text': ['', ''],
  'a list read as a type': ['input x = d[a]as  [1]\n', 'input x = d[a] as [1]\n'],
  'a declaration with a fault, and its neighbours': [
    'let a=1\nlet   b =\nlet c=3\n\n\ntrain{batch:1\n',
    'let a = 1\nlet   b =\nlet c = 3\n\n\ntrain{batch:1\n',
  ],
  'a Wavefront material': ['newmtl a\n  Kd   1 1 1\n', 'newmtl a\n  Kd   1 1 1\n'],
};

test.for(Object.entries(cases))('%s', ([, [written, formatted]]) => {
  expect(format(written)).toBe(formatted);
});

describe('any text', () => {
  test('examples cut anywhere', () => {
    const texts = examples.flatMap(([, text]) =>
      Array.from({ length: Math.floor(text.length / 7) }, (_, seventh) => seventh * 7).flatMap((end) => [
        text.slice(0, end),
        text.slice(end),
      ]),
    );
    expect(texts.length).toBeGreaterThan(2000);
    expect(texts.map(faultOf).find((fault) => fault !== null)).toBeUndefined();
  });

  test('random edits of examples', () => {
    const random = createLcg(5);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
    const texts = Array.from({ length: 3000 }, () => {
      let [, text] = pick(examples);
      for (let time = Math.floor(random() * 6); time >= 0; time -= 1) {
        const from = Math.floor(random() * text.length);
        const to = from + Math.floor(random() * random() * random() * 60);
        text = text.slice(0, from) + pick(scraps) + text.slice(to);
      }
      return text;
    });
    expect(texts.map(faultOf).find((fault) => fault !== null)).toBeUndefined();
  });

  test('formatting is fast', () => {
    const text = examples
      .map(([, example]) => example)
      .join('\n')
      .repeat(40);
    const tree = parse(text);
    formatTree(tree);
    const start = performance.now();
    formatTree(tree);
    expect(tree.lines.count).toBeGreaterThan(8000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

/** Blanks that fall between tokens in every way that a person types them, and what breaks a text. */
const scraps = [
  ' ',
  '   ',
  '\t',
  '\n',
  '\n\n\n',
  '\r\n',
  '\r',
  '',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  ':',
  ',',
  ';',
  '.',
  '..',
  '<->',
  '=',
  ' // a\n',
  '// b',
  '/* c */',
  '/* d\n e */',
  '/*',
  ' as ',
  ' .5 ',
  ' - ',
  '\u00a0',
  '\ufeff',
  '\ud83d',
  'task ',
  'a: 1\n',
  'bb:   2\n',
  '{ a\n }',
  'let a\n= 1\n',
  'train\n{ seed: 1 // x\n}\n',
  'query: "\n',
  'true',
  '1',
  'x',
];

/** What formatting does to the text that it must not do. */
function faultOf(text: string): string | null {
  const once = format(text);
  const twice = format(once);
  if (twice !== once) return `is changed again:\n${JSON.stringify([text, once, twice])}`;
  if (wordsOf(once) !== wordsOf(text)) return `has other tokens:\n${JSON.stringify([text, once])}`;
  if (codesOf(once) !== codesOf(text)) return `has other faults:\n${JSON.stringify([text, once])}`;
  return null;
}

const codesOf = (text: string): string =>
  parse(text)
    .problems.map(({ code }) => code)
    .join();

/** Tokens and comments, without the blanks at the ends of line comments. */
function wordsOf(text: string): string {
  const tokens = tokenize(text);
  const words: string[] = [];
  for (let index = 0; index < tokens.count; index += 1) {
    const kind = tokens.kinds[index]!;
    if (kind === TokenKind.Space || kind === TokenKind.NewLine) continue;
    const word = text.slice(tokenStart(tokens, index), tokenEnd(tokens, index));
    words.push(`${kind} ${kind === TokenKind.LineComment ? word.trimEnd() : word}`);
  }
  return words.join('\n');
}

test.for(examples)('%s is formatted alike after every edit, whatever was in style before', ([, source]) => {
  const edits = createEdits(3);
  let before: Tree | null = null;
  let text = source;
  for (let edit = 0; edit < 200; edit += 1) {
    const tree: Tree = parse(text, 'utf-16', before);
    expect(formatTree(tree), text).toEqual(formatTree(parse(text)));
    before = tree;
    text = edit % 4 === 0 ? applyChanges(text, formatTree(tree)) : edits.edit(text);
    if (edit % 20 === 0) text = source;
  }
});

test('what is in style stays so with the line breaks that it has', () => {
  const text = '// one\nlet a = 1\ntrain {\n  batch: 1\n}\n';
  const tree = parse(text);
  expect(formatTree(tree)).toEqual([]);
  const mixed = text.replace('\n', '\r\n');
  expect(formatTree(parse(mixed, 'utf-16', tree))).toEqual(formatTree(parse(mixed)));
  expect(format(mixed)).toBe(text.replaceAll('\n', '\r\n'));
});
