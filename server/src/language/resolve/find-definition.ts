/** Go to definition, find references: what the name at an offset stands for. */
import type { Reference, References } from './references';
import type { DeclaredSymbol, Symbols } from './symbols';

interface Resolved {
  readonly symbols: Symbols;
  readonly references: References;
}

/** The declaration of the name at `offset`, or of the name that is declared there. */
export function definitionAt({ symbols, references }: Resolved, offset: number): DeclaredSymbol | undefined {
  return (
    references.at(offset)?.symbol ??
    symbols.all.find(({ nameNode: { from, to } }) => from <= offset && offset <= to)
  );
}

/** Every use of the symbol, its declaration not among them. */
export const referencesOf = ({ references }: Resolved, symbol: DeclaredSymbol): readonly Reference[] =>
  references.all.filter((reference) => reference.symbol === symbol);
