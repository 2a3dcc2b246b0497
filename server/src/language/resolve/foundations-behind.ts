/** What a block or a task stands on, through whatever lies between. */
import { none } from '../syntax/fitted';
import { originOf } from '../syntax/moved-declaration';
import { isBlockDeclaration, type DeclarationNode, type NameNode } from '../syntax/nodes';
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
