/** Go to definition: what the name at an offset stands for. */
import { declarationAt } from '../syntax/declaration-at';
import type { Tree } from '../syntax/parser';
import type { References } from './references';
import type { DeclaredSymbol, Symbols } from './symbols';

interface Resolved {
  readonly tree: Tree;
  readonly symbols: Symbols;
  readonly references: References;
}

/** The declaration of the name at `offset`, or of the name that is declared there. */
export function definitionAt(
  { tree, symbols, references }: Resolved,
  offset: number,
): DeclaredSymbol | undefined {
  return references.at(offset)?.symbol ?? declaredAt({ tree, symbols }, offset);
}

function declaredAt(
  { tree, symbols }: Pick<Resolved, 'tree' | 'symbols'>,
  offset: number,
): DeclaredSymbol | undefined {
  const declaration = declarationAt(tree.file.declarations, offset);
  const name = declaration && 'name' in declaration ? declaration.name : null;
  const symbol = name && name.from <= offset && offset <= name.to ? symbols.find(name.text) : undefined;
  return symbol?.declaration === declaration ? symbol : undefined;
}
