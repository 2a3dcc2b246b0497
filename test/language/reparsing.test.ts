/** A tree that takes over what a change has left alone is the tree of a text that is read for the first time. */
import { describe, expect, test } from 'vitest';
import { originOf } from '../../server/src/language/syntax/moved-declaration';
import type { DeclarationNode } from '../../server/src/language/syntax/nodes';
import { parse, type Tree } from '../../server/src/language/syntax/parser';
import { tokenStart } from '../../server/src/language/syntax/tokens';
import { createEdits } from '../support/edits';
import { examples } from './support/examples';

/** All of a tree in words. */
const inWords = ({ text, tokens, lines, file, problems, unread }: Tree): string =>
  JSON.stringify({
    text,
    lines: Array.from({ length: lines.count }, (_, line) => lines.startOf(line)),
    kinds: tokens.kinds,
    starts: Array.from(tokens.kinds, (_, index) => tokenStart(tokens, index)),
    startsLine: tokens.startsLine,
    file: file.declarations.map(inFull),
    problems,
    unread,
  });

/** With what is moved when it is asked for. */
function inFull(declaration: DeclarationNode): object {
  const { kind, keyword, from, to } = declaration;
  const place = { kind, keyword, from, to };
  if (declaration.kind === 'experiment') return { ...place, title: declaration.title };
  const { name } = declaration;
  if (declaration.kind === 'let') return { ...place, name, value: declaration.value };
  if (declaration.kind === 'input')
    return { ...place, name, columns: declaration.columns, type: declaration.type };
  return { ...place, name, on: declaration.on, block: declaration.block };
}

/** The text read with what is known of the one before it, and for the first time. */
function readTwice(text: string, before: Tree | null) {
  const tree = parse(text, 'utf-16', before);
  const [again, first] = [inWords(tree), inWords(parse(text))];
  // Two trees in full would fill the screen.
  const at = again === first ? 0 : [...again].findIndex((sign, index) => sign !== first[index]);
  const around = (words: string): string => (again === first ? '' : words.slice(at - 200, at + 200));
  return { tree, again: around(again), first: around(first) };
}

describe.each(examples)('%s', (_, source) => {
  test('is the same after each of many edits', () => {
    const edits = createEdits(23);
    let before: Tree | null = null;
    let text = source;
    for (let edit = 0; edit < 200; edit += 1) {
      const { tree, again, first } = readTwice(text, before);
      expect(again).toBe(first);
      before = tree;
      // Most edits are taken back, so that faults do not pile up until nothing is left to take over.
      text = edit % 4 === 0 ? source : edits.edit(text);
    }
  });
});

const source = `data d { source: "a.csv" }

let width = 8
input x = d[f0..f3] as numbers // the first
shared trunk(x) { dense(width, relu); dense(width) }
task kind(trunk) { predict: d.label as classes(10) }
task size(trunk) {
  predict: d.size as number
}
train { epochs: 3 }
`;

/** Each is put at every place of the text, and taken away again. */
const signs = [
  '"',
  '/*',
  '*/',
  '{',
  '}',
  '//',
  '\r',
  '\n',
  'x',
  '1',
  ' ',
  'let ',
  ':',
  'train',
  '\\',
  '😀',
  ';',
];

test.each(signs)('%j anywhere', (sign) => {
  let before: Tree | null = null;
  for (let at = 0; at <= source.length; at += 1) {
    for (const text of [source.slice(0, at) + sign + source.slice(at), source]) {
      const { tree, again, first } = readTwice(text, before);
      expect(again).toBe(first);
      before = tree;
    }
  }
});

test.each(signs)('%j anywhere, in a text that ends in it', (sign) => {
  let before: Tree | null = null;
  for (let at = 0; at <= source.length; at += 1) {
    const { tree, again, first } = readTwice(source.slice(0, at) + sign + source.slice(at) + sign, before);
    expect(again).toBe(first);
    before = tree;
  }
});

test('what stands beside a change is taken over', () => {
  const before = parse(source);
  const { file } = parse(source.replace('width = 8', 'width = 16'), 'utf-16', before);
  const isSame = file.declarations.map((declaration) => before.file.declarations.includes(declaration));
  // The declaration that was changed is read, and those behind it have moved.
  expect(isSame).toEqual([true, false, false, false, false, false, false]);
  const unmoved = parse(source.replace('width = 8', 'width = 9'), 'utf-16', before).file.declarations;
  expect(unmoved.map((declaration) => before.file.declarations.includes(declaration))).toEqual([
    true,
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
});

test('lines are found again behind whatever break a change makes or divides', () => {
  const breaks = 'let a = 1\r\n\r\rlet b = 2\n\r\n\n';
  const before = parse(breaks);
  for (let from = 0; from <= breaks.length; from += 1)
    for (let to = from; to <= breaks.length; to += 1)
      for (const inserted of ['', '\r', '\n', '\r\n', 'x', '\n\r']) {
        const { again, first } = readTwice(breaks.slice(0, from) + inserted + breaks.slice(to), before);
        expect(again).toBe(first);
      }
});

test('a remark behind a declaration leaves the declaration what it was', () => {
  const text = 'let a = 1\nlet b = 2\n// all of them\nlet c = 3\n';
  const before = parse(text);
  const { declarations } = parse(text.replace('all', 'All'), 'utf-16', before).file;
  expect(declarations[1]).toBe(before.file.declarations[1]);
});

test('what follows a change on its line is read anew, so that nothing taken over has moved to the side', () => {
  const text = '/* one */ let a = 1\nlet b = 2\n';
  const before = parse(text);
  const { declarations } = parse(text.replace('one', 'ones'), 'utf-16', before).file;
  const origins = declarations.map((declaration) => before.file.declarations.indexOf(originOf(declaration)));
  expect(origins).toEqual([-1, 1]);
});
