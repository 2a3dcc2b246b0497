/** Every place that uses a declared name, and what it means there. */
import type { SymbolKind } from '../grammar/forms';
import { declarationAt } from '../syntax/node-at';
import type { DeclarationNode, NameNode } from '../syntax/nodes';
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
  /** The one that holds the offset or ends there. */
  at(offset: number): Reference | undefined;
}

/** Declarations are looked into when they are asked for: most questions are about one. */
export function collectReferences(tree: Tree, symbols: Symbols): References {
  const { declarations } = tree.file;
  const found = new Map<DeclarationNode, ReadonlyMap<NameNode, Reference>>();
  const referencesIn = (declaration: DeclarationNode): ReadonlyMap<NameNode, Reference> => {
    let known = found.get(declaration);
    if (!known) found.set(declaration, (known = findReferences(declaration, symbols)));
    return known;
  };
  let all: readonly Reference[] | undefined;
  return {
    get all() {
      return (all ??= declarations.flatMap((declaration) => [...referencesIn(declaration).values()]));
    },
    of(node) {
      const declaration = declarationAt(declarations, node.from);
      return declaration && referencesIn(declaration).get(node);
    },
    at(offset) {
      const declaration = declarationAt(declarations, offset);
      const here = declaration ? [...referencesIn(declaration).values()] : [];
      return here.find(({ node }) => node.from <= offset && offset <= node.to);
    },
  };
}

function findReferences(declaration: DeclarationNode, symbols: Symbols): ReadonlyMap<NameNode, Reference> {
  const byNode = new Map<NameNode, Reference>();
  visitUses(declaration, ({ node, as, expected }) => {
    const symbol = symbols.find(node.text) ?? null;
    if (as === 'word' && symbol?.kind !== 'let') return;
    const kinds = as === 'owner' ? ([symbol?.kind === 'task' ? 'task' : 'data'] as const) : expected;
    byNode.set(node, { node, expected: kinds, symbol });
  });
  return byNode;
}
