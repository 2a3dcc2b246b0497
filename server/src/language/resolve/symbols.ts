/** The names that a file declares. All kinds share one name space. */
import type { Problem } from '../../../../contract/problem';
import type { SymbolKind } from '../grammar/forms';
import { text } from '../../../../contract/text';
import { freeName } from '../edits/free-name';
import { fixWith } from '../problems/fixes';
import { nameTaken } from '../problems/names';
import type { BlockDeclaration, DeclarationNode, InputNode, LetNode, NameNode } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import { collectNames, type FileNames } from './file-names';
import { createUsesBehind } from './uses-behind';

export interface DeclaredSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly nameNode: NameNode;
  readonly declaration: LetNode | InputNode | BlockDeclaration;
}

export interface Symbols {
  /** In the order of the text; of two with one name only the first. */
  readonly all: readonly DeclaredSymbol[];
  find(name: string): DeclaredSymbol | undefined;
  ofKind(...kinds: readonly SymbolKind[]): readonly DeclaredSymbol[];
  readonly problems: readonly Problem[];
  /** By which they are found. */
  readonly names: FileNames;
}

/** Names that were collected of these declarations before need not be given. */
export const collectSymbols = (tree: Tree, names = collectNames(tree.file.declarations)): Symbols =>
  new FileSymbols(tree, names);

/** Symbols are made for those who ask for them: most questions are about few. */
class FileSymbols implements Symbols {
  readonly #declarations: readonly DeclarationNode[];
  /** By the place of the declaration. */
  readonly #made: (DeclaredSymbol | undefined)[] = [];
  readonly names: FileNames;
  readonly problems: readonly Problem[];
  readonly #byKind = new Map<SymbolKind, readonly DeclaredSymbol[]>();
  #all: readonly DeclaredSymbol[] | undefined;

  constructor(tree: Tree, names: FileNames) {
    this.#declarations = tree.file.declarations;
    this.names = names;
    this.problems = names.repeated.length > 0 ? reportRepeated(tree, names) : [];
  }

  get all(): readonly DeclaredSymbol[] {
    return (this.#all ??= [...this.names.placeOf.values()].map((place) => this.#at(place)));
  }
  find(name: string): DeclaredSymbol | undefined {
    const place = this.names.placeOf.get(name);
    return place === undefined ? undefined : this.#at(place);
  }
  ofKind(...kinds: readonly SymbolKind[]): readonly DeclaredSymbol[] {
    const [only, ...others] = kinds;
    if (only && others.length === 0) return this.#ofOneKind(only);
    return kinds
      .flatMap((kind) => this.#ofOneKind(kind))
      .toSorted((a, b) => a.declaration.from - b.declaration.from);
  }

  #ofOneKind(kind: SymbolKind): readonly DeclaredSymbol[] {
    let known = this.#byKind.get(kind);
    if (!known) {
      known = (this.names.byKind.get(kind) ?? []).map((place) => this.#at(place));
      this.#byKind.set(kind, known);
    }
    return known;
  }
  #at(place: number): DeclaredSymbol {
    return (this.#made[place] ??= new FileSymbol(
      this.#declarations[place] as DeclaredSymbol['declaration'],
      this.names.nameAt[place]!,
    ));
  }
}

class FileSymbol implements DeclaredSymbol {
  readonly declaration: DeclaredSymbol['declaration'];
  readonly kind: SymbolKind;
  readonly name: string;

  constructor(declaration: DeclaredSymbol['declaration'], name: string) {
    this.declaration = declaration;
    this.kind = declaration.kind as SymbolKind;
    this.name = name;
  }

  /** Made at its place when somebody asks for it. */
  get nameNode(): NameNode {
    return this.declaration.name!;
  }
}

function reportRepeated({ tokens, lines, file }: Tree, names: FileNames): readonly Problem[] {
  const { declarations } = file;
  const usesBehind = createUsesBehind(declarations);
  return names.repeated.map((place) => {
    const declaration = declarations[place] as DeclaredSymbol['declaration'];
    const nameNode = declaration.name!;
    const first = declarations[names.placeOf.get(nameNode.text)!] as DeclaredSymbol['declaration'];
    const kind = first.kind as SymbolKind;
    const range = lines.rangeOf(nameNode);
    const name = freeName(tokens, nameNode.text, 2);
    const isAlike = first.kind === declaration.kind;
    const renamed = [nameNode, ...(isAlike ? usesBehind(declaration, nameNode.text, kind) : [])].map(
      (node) => ({ range: lines.rangeOf(node), newText: name }),
    );
    const fix = fixWith(text('Rename to `{name}`', { name }), renamed);
    return nameTaken({ range }, nameNode.text, kind, lines.rangeOf(first.name!), [fix]);
  });
}
