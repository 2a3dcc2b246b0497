/** The tree of well-formed text: every form of the grammar, and nothing of the text lost. */
import { expect, test } from 'vitest';
import { childrenOf } from '../../server/src/language/syntax/children';
import type { SyntaxNode, Value } from '../../server/src/language/syntax/nodes';
import { nodeAt, pathAt, tokensOf } from '../../server/src/language/syntax/node-at';
import { parse, type Tree } from '../../server/src/language/syntax/parser';
import { readString, writeString } from '../../server/src/language/syntax/string-literal';
import { sharedExamples } from './support/examples';

const joined = (tree: Tree): string =>
  [...tokensOf(tree)].map(({ from, to }) => tree.text.slice(from, to)).join('');

/** The tree as one line: kinds with what they hold, names and numbers as they are. */
function sketch(node: SyntaxNode): string {
  switch (node.kind) {
    case 'name':
      return node.text;
    case 'number':
    case 'flag':
      return String(node.value);
    case 'string':
      return writeString(node.value);
    case 'word':
      return node.name.text;
    case 'missing':
      return '?';
    default:
      return `${node.kind}(${childrenOf(node).map(sketch).join(' ')})`;
  }
}

const valueOf = (source: string): Value => {
  const [declaration] = parse(`let a = ${source}`).file.declarations;
  if (declaration?.kind !== 'let') throw new Error('no constant');
  return declaration.value;
};

test.for([
  ['128', '128'],
  ['-3', '-3'],
  ['1e-3', '0.001'],
  ['2.5E+2', '250'],
  ['.5', '0.5'],
  ['80%', '0.8'],
  ['true', 'true'],
  ['relu', 'relu'],
  ['"a \\"b\\" c:\\d\\\\"', '"a \\"b\\" c:\\\\d\\\\"'],
  ['"two\nlines"', '"two\nlines"'],
  ['[1, "b", c,]', 'list(1 "b" c)'],
  ['[\n  1,\n  2\n]', 'list(1 2)'],
  ['1..5', 'range(1 5)'],
  ['d.col', 'member(d col)'],
  ['d[x, p0..p9, "sepal length"]', 'selection(d x range(p0 p9) "sepal length")'],
  ['[a[p0..p3], b[p0..p3]]', 'list(selection(a range(p0 p3)) selection(b range(p0 p3)))'],
  ['adam(0.1, beta1: 0.9)', 'call(adam argument(0.1) argument(beta1 0.9))'],
  ['mel(40)', 'call(mel argument(40))'],
  ['audio(as: mel(40))', 'call(audio argument(as call(mel argument(40))))'],
  ['d.label as classes(10)', 'as(member(d label) call(classes argument(10)))'],
  ['d[größe, 年龄]', 'selection(d größe 年龄)'],
] as const)('value %s', ([source, expected]) => {
  const tree = parse(`let a = ${source}`);
  expect(tree.problems).toEqual([]);
  expect(sketch(valueOf(source))).toBe(expected);
  expect(joined(tree)).toBe(tree.text);
});

test.for([
  ['experiment "Title"', 'experiment("Title")'],
  ['input x = d[a] as image(28, 28)', 'input(x selection(d a) call(image argument(28) argument(28)))'],
  ['input x = d.a', 'input(x member(d a))'],
  ['data d { source: "a.csv"; seed: 7 }', 'data(d block(property(source "a.csv") property(seed 7)))'],
  ['data d {\n  query:\n    "select 1"\n}', 'data(d block(property(query "select 1")))'],
  ['shared t(x) { dense(64, relu) }', 'shared(t x block(layer(dense argument(64) argument(relu))))'],
  [
    'shared t(x, y) { concat; residual { dense(4); add }; flatten }',
    'shared(t x y block(layer(concat) layer(residual block(layer(dense argument(4)) layer(add))) layer(flatten)))',
  ],
  ['network n(x) {\n  data: a\n}', 'network(n x block(property(data a)))'],
  ['task data(t) { predict: d.y as binary }', 'task(data t block(property(predict as(member(d y) binary))))'],
  ['cotrain a <-> b <-> c { task: t }', 'cotrain(a b c block(property(task t)))'],
  [
    'sweep { width: [64, 128]; seed: 1..5 }',
    'sweep(block(property(width list(64 128)) property(seed range(1 5))))',
  ],
  ['train\n{\n}', 'train(block())'],
  ['/* a */ let /* b */ a = 1 // c', 'let(a 1)'],
  ['task t(\n  a,\n  b\n) {}', 'task(t a b block())'],
  [
    'train { stop: plateau(digit.accuracy, patience: 3) }',
    'train(block(property(stop call(plateau argument(member(digit accuracy)) argument(patience 3)))))',
  ],
] as const)('declaration %s', ([source, expected]) => {
  for (const text of [
    source,
    source.replaceAll('\n', '\r\n'),
    source.replaceAll('\n', '\r'),
    `${source}\n`,
  ]) {
    const tree = parse(text);
    expect(tree.problems).toEqual([]);
    expect(tree.file.declarations.map(sketch).join(' ').replaceAll('\r\n', '\n')).toBe(expected);
    expect(joined(tree)).toBe(text);
  }
});

test.for(sharedExamples)('%s is joined from its tokens', ([, source]) => {
  expect(joined(parse(source))).toBe(source);
});

test.for(['newmtl gold\nKd 1 1 1', '# Blender\n\n  newmtl gold', '\ufeffnewmtl a'])(
  'a Wavefront material is left alone: %j',
  (source) => {
    const tree = parse(source);
    expect([tree.unread, tree.problems, tree.file.declarations]).toEqual([true, [], []]);
  },
);

test('positions count UTF-16 units and know every line end', () => {
  const { lines } = parse('a\r\n\t😀b\rc\n');
  expect(lines.count).toBe(4);
  expect([3, 4, 6, 7, 8, 10].map((offset) => lines.positionAt(offset))).toEqual([
    { line: 1, character: 0 },
    { line: 1, character: 1 },
    { line: 1, character: 3 },
    { line: 1, character: 4 },
    { line: 2, character: 0 },
    { line: 3, character: 0 },
  ]);
  const offsets = [0, 1, 3, 4, 5, 6, 7, 8, 9, 10];
  expect(offsets.map((offset) => lines.offsetAt(lines.positionAt(offset)))).toEqual(offsets);
  expect(lines.offsetAt({ line: 0, character: 99 })).toBe(1);
  expect(lines.offsetAt({ line: 99, character: 0 })).toBe(10);
  expect(lines.offsetAt({ line: -1, character: 0 })).toBe(0);
});

test('the innermost node is found, also behind its last character', () => {
  const source = 'shared t(x) { dense(width, relu) }';
  const tree = parse(source);
  const at = (text: string, behind = 0) => nodeAt(tree, source.indexOf(text) + behind);
  expect(at('width')).toMatchObject({ kind: 'name', text: 'width' });
  expect(at('width', 5)).toMatchObject({ kind: 'name', text: 'width' });
  expect(pathAt(tree, source.indexOf('relu')).map(({ kind }) => kind)).toEqual([
    'file',
    'shared',
    'block',
    'layer',
    'argument',
    'word',
    'name',
  ]);
});

test.for(['', 'a', 'a"b', 'C:\\data\\x.csv', '\\', '\\"', 'end\\'])(
  'string %j is read as it was written',
  (value) => {
    expect(readString(writeString(value))).toEqual({ value, closed: true });
  },
);
