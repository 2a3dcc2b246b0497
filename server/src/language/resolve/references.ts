/** Every place that uses a declared name, and what it means there. */
import type { SymbolKind } from '../grammar/forms';
import type { NameNode } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import type { DeclaredSymbol, Symbols } from './symbols';
import { visitUses } from './uses';

export interface Reference {
  readonly node: NameNode;
  /** What may stand there. */
  readonly expected: readonly SymbolKind[];
  /** Null when nothing of that name is declared. */
  readonly symbol: DeclaredSymbol | null;
}

export interface References {
  /** In the order of the text. */
  readonly all: readonly Reference[];
  of(node: NameNode): Reference | undefined;
}

export function collectReferences(tree: Tree, symbols: Symbols): References {
  const byNode = new Map<NameNode, Reference>();
  for (const declaration of tree.file.declarations)
    visitUses(declaration, ({ node, as, expected }) => {
      const symbol = symbols.find(node.text) ?? null;
      if (as === 'word' && symbol?.kind !== 'let') return;
      const kinds = as === 'owner' ? ([symbol?.kind === 'task' ? 'task' : 'data'] as const) : expected;
      byNode.set(node, { node, expected: kinds, symbol });
    });
  return { all: [...byNode.values()], of: (node) => byNode.get(node) };
}
