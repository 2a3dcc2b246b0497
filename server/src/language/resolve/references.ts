/** Every place that uses a declared name, and what it means there. */
import type { SymbolKind } from '../grammar/forms';
import { declarationAt } from '../syntax/declaration-at';
import type { DeclarationNode, NameNode } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import type { DeclaredSymbol, Symbols } from './symbols';
import { mentions, visitUses } from './uses';

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
  /** Those within a declaration. */
  in(declaration: DeclarationNode): readonly Reference[];
  /** Every use of the symbol, its declaration not among them. */
  to(symbol: DeclaredSymbol): readonly Reference[];
}

export const collectReferences = (tree: Tree, symbols: Symbols): References =>
  new LazyReferences(tree.file.declarations, symbols);

/** Declarations are looked into when they are asked for: most questions are about one. */
class LazyReferences implements References {
  readonly #declarations: readonly DeclarationNode[];
  readonly #symbols: Symbols;
  readonly #found = new Map<DeclarationNode, ReadonlyMap<NameNode, Reference>>();
  #all: readonly Reference[] | undefined;

  constructor(declarations: readonly DeclarationNode[], symbols: Symbols) {
    this.#declarations = declarations;
    this.#symbols = symbols;
  }

  get all(): readonly Reference[] {
    return (this.#all ??= this.#declarations.flatMap((declaration) => this.in(declaration)));
  }
  of(node: NameNode): Reference | undefined {
    const declaration = declarationAt(this.#declarations, node.from);
    return declaration && this.#in(declaration).get(node);
  }
  at(offset: number): Reference | undefined {
    const declaration = declarationAt(this.#declarations, offset);
    const here = declaration ? this.in(declaration) : [];
    return here.find(({ node }) => node.from <= offset && offset <= node.to);
  }

  in(declaration: DeclarationNode): readonly Reference[] {
    return [...this.#in(declaration).values()];
  }
  to(symbol: DeclaredSymbol): readonly Reference[] {
    return this.#declarations.flatMap((declaration) =>
      mentions(declaration, symbol.name)
        ? this.in(declaration).filter((reference) => reference.symbol === symbol)
        : [],
    );
  }

  #in(declaration: DeclarationNode): ReadonlyMap<NameNode, Reference> {
    let known = this.#found.get(declaration);
    if (!known) this.#found.set(declaration, (known = findReferences(declaration, this.#symbols)));
    return known;
  }
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
