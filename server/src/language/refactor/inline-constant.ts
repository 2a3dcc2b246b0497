/** A constant goes, and its value stands where it was used; what was remarked about it stands above the first of these places. */
import { text } from '../../../../contract/text';
import { beginsLine, indentAt, lineBreakOf, startOfLine, type TextEdit } from '../edits/edit';
import { removeDeclaration } from '../edits/removing';
import { definitionAt } from '../resolve/find-definition';
import { pathAt } from '../syntax/node-at';
import type { LetNode, Span } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import { inStyle } from './in-style';
import { noEdits, type Refactor } from './refactoring';
import { commentBehind, startOfComments } from './stretches';

/** For the name of the constant, where it is declared or used. */
export const inlineConstant: Refactor = (analysis, selection) => {
  const { tree } = analysis;
  const symbol = definitionAt(analysis, selection.from);
  if (symbol?.kind !== 'let' || selection.to > selection.from + symbol.name.length) return [];
  const { value, from, to } = symbol.declaration as LetNode;
  const uses = analysis.references.to(symbol).map(({ node }) => node);
  const isCircle = uses.some((use) => from <= use.from && use.to <= to);
  if (uses.length === 0 || isCircle || value.kind === 'missing') return [];
  const { name } = symbol;
  const offer = { title: text('Inline `{name}`', { name }), kind: 'inline' } as const;
  const sweep = tree.file.declarations.find(({ kind }) => kind === 'sweep');
  if (sweep && uses.some((use) => sweep.from <= use.from && use.to <= sweep.to))
    return [{ ...offer, refusal: text('`sweep` varies `{name}`.', { name }), edits: noEdits }];
  const written = tree.text.slice(value.from, value.to);
  const begin = startOfComments(tree, { from, to });
  const behind = commentBehind(tree, { from, to });
  const remarks = [tree.text.slice(begin, from), tree.text.slice(behind.from, behind.to)]
    .flatMap((lines) => lines.split(/[\r\n]+/))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first] = uses.toSorted((one, other) => one.from - other.from);
  return [
    {
      ...offer,
      edits: () =>
        inStyle(tree, [
          removeDeclaration(tree, { from: begin, to: behind.to }),
          ...above(tree, first!, remarks),
          ...uses.map((use) => ({ from: use.from, to: use.to, newText: written })),
        ]),
    },
  ];
};

/** Lines above the entry that holds `use`, or above its declaration where that stands on one line. */
function above(tree: Tree, use: Span, lines: readonly string[]): readonly TextEdit[] {
  if (lines.length === 0) return [];
  const [, declaration, ...inner] = pathAt(tree, use.from);
  const entries = inner.filter(({ kind }) => kind === 'property' || kind === 'layer');
  const { from } = entries.findLast((entry) => beginsLine(tree, entry.from)) ?? declaration!;
  const at = startOfLine(tree, from);
  const indent = indentAt(tree, from);
  const newText = lines.map((line) => `${indent}${line}${lineBreakOf(tree.text)}`).join('');
  return [{ from: at, to: at, newText }];
}
