/** What a block or a task stands on, through whatever lies between. */
import { none } from '../syntax/fitted';
import { originOf } from '../syntax/moved-declaration';
import { isBlockDeclaration, type DeclarationNode, type NameNode } from '../syntax/nodes';
import type { FileNames } from './file-names';
import type { Symbols } from './symbols';

/** Names, its own first. */
export function foundationsBehind(symbols: Symbols, name: string): ReadonlySet<string> {
  // What is added while the loop runs is passed by it too.
  const behind = new Set([name]);
  for (const one of behind) {
    const declaration = symbols.find(one)?.declaration;
    if (declaration) for (const below of foundationsIn(declaration)) behind.add(below.text);
  }
  return behind;
}

/** What a declaration names in parentheses, as it was first read: the names are the same wherever it stands. */
export function foundationsIn(declaration: DeclarationNode): readonly NameNode[] {
  const origin = originOf(declaration);
  return isBlockDeclaration(origin) ? origin.on : none;
}

/**
 * Which inputs are behind the declarations of these places, as indices of their kind. Those that stand on one declaration alone share its list; in a
 * circle each is looked at once.
 */
export function inputsBehind(
  declarations: readonly DeclarationNode[],
  { byKind, placeOf }: FileNames,
  places: readonly number[],
): readonly (readonly number[])[] {
  const known: (readonly number[] | undefined)[] = declarations.map(() => undefined);
  for (const [index, place] of (byKind.get('input') ?? none).entries()) known[place] = [index];
  const visit = (place: number): readonly number[] => {
    const before = known[place];
    if (before) return before;
    known[place] = none;
    let all: readonly number[] = none;
    for (const { text } of foundationsIn(declarations[place]!)) {
      const below = placeOf.get(text);
      const behind = below === undefined ? none : visit(below);
      if (all.length === 0) all = behind;
      else if (behind.length > 0) all = [...new Set([...all, ...behind])].toSorted((a, b) => a - b);
    }
    known[place] = all;
    return all;
  };
  return places.map(visit);
}
