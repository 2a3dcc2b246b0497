/** What completion items are made of: ranges of numbered columns, and snippets for clients with and without places. */
import { describe, expect, test } from 'vitest';
import { number, choice, integer, numbers, optional } from '../../catalog/parameter';
import { declarationForms } from '../../server/src/language/grammar/declarations';
import { parse } from '../../server/src/language/syntax/parser';
import type { DeclarationKind } from '../../server/src/language/grammar/forms';
import { findRanges } from '../../server/src/lsp/items/column-items';
import {
  argumentSnippet,
  callSnippet,
  declarationSnippet,
  escapeSnippet,
  withoutPlaces,
} from '../../server/src/lsp/items/snippets';

const columns: readonly (readonly [names: readonly string[], ranges: readonly string[]])[] = [
  [[], []],
  [['a', 'b', 'c'], []],
  [['p0', 'p1'], []],
  [['p0', 'p1', 'p2'], ['p0..p2']],
  [['p0', 'p1', 'p3', 'p4', 'p5'], ['p3..p5']],
  [['p8', 'p9', 'p10', 'p11'], ['p8..p11']],
  [
    ['p0', 'p1', 'p2', 'q3', 'q4', 'q5'],
    ['p0..p2', 'q3..q5'],
  ],
  [['p0', 'p1', 'label', 'p2'], ['p0..p2']],
  [
    ['x0', 'y0', 'x1', 'y1', 'x2', 'y2'],
    ['x0..x2', 'y0..y2'],
  ],
  [['a b0', 'a b1', 'a b2'], []],
  [['x1y1', 'x1y2', 'x1y3'], ['x1y1..x1y3']],
  [['1', '2', '3'], []],
  [['列1', '列2', '列3'], ['列1..列3']],
];

test.each(columns)('%j makes the ranges %j', (names, ranges) => {
  expect(findRanges(names).map(({ range }) => range)).toEqual(ranges);
});

describe('snippets', () => {
  const doc = 'x';
  test('a call asks for its required arguments only', () => {
    const params = {
      units: integer({ doc, min: 1 }),
      kernel: integer({ doc, default: 3 }),
      mode: choice(['same', 'valid'], { doc }),
      rate: optional(number({ doc })),
    };
    expect(callSnippet({ name: 'conv', params })).toBe('conv(${1:1}, ${2:same})');
    expect(callSnippet({ name: 'flatten', params: {} })).toBe('flatten');
    expect(callSnippet({ name: 'residual', params: {}, wraps: true }, ['dense(2)', 'tanh'])).toBe(
      'residual {\n  ${1:dense(2)\n  tanh}\n}',
    );
  });

  test('an argument proposes its default', () => {
    expect(argumentSnippet('rate', number({ doc, default: 0.5 }))).toBe('rate: ${1:0.5}');
    expect(argumentSnippet('weights', numbers({ doc, default: [0.5, 0.5] }))).toBe(
      'weights: ${1:[0.5, 0.5]}',
    );
    expect(argumentSnippet('weights', numbers({ doc }))).toBe('weights: ${1:weights}');
  });

  const texts = ['plain', '{ a } $1 \\', '${1:x}', 'predict: d[a] as classes(10)'];
  test.each(texts)('%j passes through a place unchanged', (shown) => {
    expect(withoutPlaces(`\${1:${escapeSnippet(shown)}}$0`)).toBe(shown);
  });

  const kinds = Object.keys(declarationForms) as DeclarationKind[];
  test.each(kinds)('a new %s reads without a fault of form', (kind) => {
    const inserted = withoutPlaces(declarationSnippet(kind, declarationForms[kind]));
    const { file, problems } = parse(inserted);
    expect(file.declarations.map((declaration) => declaration.kind)).toEqual([kind]);
    expect(problems).toEqual([]);
  });
});
