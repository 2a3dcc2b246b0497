/** A constant goes, and its value stands where it was used. */
import { text } from '../../../../contract/text';
import { removeDeclaration } from '../edits/removing';
import { definitionAt } from '../resolve/find-definition';
import type { LetNode } from '../syntax/nodes';
import { inStyle } from './in-style';
import { noEdits, type Refactor } from './refactoring';
import { startOfComments } from './stretches';

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
  return [
    {
      ...offer,
      edits: () =>
        inStyle(tree, [
          removeDeclaration(tree, { from: startOfComments(tree, { from, to }), to }),
          ...uses.map((use) => ({ from: use.from, to: use.to, newText: written })),
        ]),
    },
  ];
};
