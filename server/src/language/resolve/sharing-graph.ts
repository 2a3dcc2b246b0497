/** What declarations read of each other: the edges along which data and features flow, and tasks pair networks. */
import { declarationAt } from '../syntax/declaration-at';
import type { DeclarationNode } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import type { Reference, References } from './references';
import type { DeclaredSymbol, Symbols } from './symbols';

interface Resolved {
  readonly tree: Tree;
  readonly symbols: Symbols;
  readonly references: References;
}

/** A use of what `symbol` declares, within the declaration `by`. Constants are no part of the graph. */
export interface Use {
  readonly by: DeclarationNode;
  readonly symbol: DeclaredSymbol;
  readonly reference: Reference;
}

/** What a declaration uses, in the order of the text. */
export const usesIn = ({ references }: Resolved, by: DeclarationNode): readonly Use[] =>
  references.in(by).flatMap((reference) => (reference.symbol ? toUse(by, reference.symbol, reference) : []));

/** Where a declaration is used, in the order of the text. */
export const usesOf = ({ tree, references }: Resolved, symbol: DeclaredSymbol): readonly Use[] =>
  references
    .to(symbol)
    .flatMap((reference) =>
      toUse(declarationAt(tree.file.declarations, reference.node.from)!, symbol, reference),
    );

const toUse = (by: DeclarationNode, symbol: DeclaredSymbol, reference: Reference): readonly Use[] =>
  symbol.kind === 'let' ? [] : [{ by, symbol, reference }];

/** The data sets that a declaration comes from in the end; a data set comes from itself. */
export function dataBehind(resolved: Resolved, symbol: DeclaredSymbol): readonly DeclaredSymbol[] {
  const seen = new Set([symbol]);
  for (const one of seen) for (const { symbol: below } of usesIn(resolved, one.declaration)) seen.add(below);
  return [...seen].filter(({ kind }) => kind === 'data');
}
