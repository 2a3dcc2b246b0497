/** What declarations read of each other: the edges along which data and features flow, and tasks pair networks. */
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

/** In the order of the text. */
export function usesIn({ tree, references }: Resolved): readonly Use[] {
  const { declarations } = tree.file;
  return references.all.flatMap((reference) => {
    const { node, symbol } = reference;
    const by = declarations.find(({ from, to }) => from <= node.from && node.to <= to);
    return by && symbol && symbol.kind !== 'let' ? [{ by, symbol, reference }] : [];
  });
}

/** The data sets that a declaration comes from in the end; a data set comes from itself. */
export function dataBehind(resolved: Resolved, symbol: DeclaredSymbol): readonly DeclaredSymbol[] {
  const uses = usesIn(resolved);
  const seen = new Set([symbol]);
  for (const one of seen)
    for (const { by, symbol: below } of uses) if (by === one.declaration) seen.add(below);
  return [...seen].filter(({ kind }) => kind === 'data');
}
