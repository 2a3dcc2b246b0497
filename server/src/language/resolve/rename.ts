/** Renaming a declared name wherever it is used, unless the text would then mean something else. */
import { text, type Text } from '../../../../contract/text';
import type { SymbolKind } from '../grammar/forms';
import { declarationAt } from '../syntax/declaration-at';
import type { DeclarationNode, NameNode } from '../syntax/nodes';
import { tokenize } from '../syntax/lexer';
import { parse, type Tree } from '../syntax/parser';
import { TokenKind } from '../syntax/tokens';
import { declaredName } from './file-names';
import { definitionAt } from './find-definition';
import { collectReferences, type References } from './references';
import { collectSymbols, type DeclaredSymbol, type Symbols } from './symbols';
import { mentions } from './uses';

export type Renaming =
  /** In the order of the text. */
  | { readonly places: readonly NameNode[] }
  /** Why not, for the person who asked for it. */
  | { readonly refusal: Text };

interface Resolved {
  readonly tree: Tree;
  readonly symbols: Symbols;
  readonly references: References;
}

/**
 * What the name at an offset stands for, or what it declares. A name that an earlier declaration has already stands for nothing, and is the one that
 * wants another name.
 */
export const renamableAt = (resolved: Resolved, offset: number): DeclaredSymbol | undefined =>
  definitionAt(resolved, offset) ?? repeatedAt(resolved.tree, offset);

function repeatedAt({ file }: Tree, offset: number): DeclaredSymbol | undefined {
  const found = declarationAt(file.declarations, offset);
  const name = found && declaredName(found);
  if (!name) return undefined;
  const declaration = found as DeclaredSymbol['declaration'];
  const nameNode = declaration.name!;
  if (offset < nameNode.from || nameNode.to < offset) return undefined;
  return { name, kind: declaration.kind as SymbolKind, nameNode, declaration };
}

export function rename(resolved: Resolved, symbol: DeclaredSymbol, name: string): Renaming {
  if (!isName(name))
    return { refusal: text('`{name}` is not a name: letters, digits and `_`, no digit first.', { name }) };
  if (wordsOfValues.has(name)) return { refusal: text('`{name}` is a word of the language.', { name }) };
  const taken = resolved.symbols.find(name);
  if (taken && taken !== symbol)
    return { refusal: text('`{name}` is declared already, as `{kind}`.', { kind: taken.kind, name }) };
  const places = [symbol.nameNode, ...resolved.references.to(symbol).map(({ node }) => node)].toSorted(
    (a, b) => a.from - b.from,
  );
  if (!keepsMeaning(resolved, places, name))
    return { refusal: text('`{name}` means something else in this file.', { name }) };
  return { places };
}

/** Keywords are none of them: `task data(…)` may be written. */
const wordsOfValues = new Set(['as', 'true', 'false']);

function isName(name: string): boolean {
  const { kinds, count } = tokenize(name);
  return count === 2 && kinds[0] === TokenKind.Name;
}

/** The same declarations have a name in the renamed text, and every name stands for the declaration that it stood for before. */
function keepsMeaning({ tree, references }: Resolved, places: readonly NameNode[], name: string): boolean {
  let renamed = '';
  let at = 0;
  for (const { from, to } of places) {
    renamed += tree.text.slice(at, from) + name;
    at = to;
  }
  const newTree = parse(renamed + tree.text.slice(at), tree.lines.encoding, tree);
  const newSymbols = collectSymbols(newTree);
  const newReferences = collectReferences(newTree, newSymbols);
  const { declarations } = newTree.file;
  const shift = shiftBehind(places, name);
  const old = places[0]!.text;
  return (
    newTree.problems.length === tree.problems.length &&
    declarations.length === tree.file.declarations.length &&
    tree.file.declarations.every((declaration, place) => {
      const now = declarations[place]!;
      if (now.from !== shift(declaration.from) || now.to !== shift(declaration.to)) return false;
      if ((declaredName(now) === null) !== (declaredName(declaration) === null)) return false;
      // Any other is read as it was, and no name in it means anything else.
      const isTouched = mentions(declaration, old) || mentions(declaration, name) || mentions(now, name);
      return (
        !isTouched ||
        linksIn(references, declaration, shift) === linksIn(newReferences, now, (offset) => offset)
      );
    })
  );
}

/** Where an offset is when all of these places have another name; a place itself stands where those before it have moved it. */
function shiftBehind(places: readonly NameNode[], name: string): (offset: number) => number {
  const longer = name.length - places[0]!.text.length;
  return (offset) => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle]!.from < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low * longer;
  };
}

/** Which name in a declaration leads to which declared one, by their offsets. */
const linksIn = (
  references: References,
  declaration: DeclarationNode,
  shift: (offset: number) => number,
): string =>
  references
    .in(declaration)
    .map(({ node, symbol }) => `${shift(node.from)}>${symbol ? shift(symbol.nameNode.from) : ''}`)
    .join(' ');
