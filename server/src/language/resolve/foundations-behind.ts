/** What a block or task stands on, through whatever lies between. */
import { isBlockDeclaration } from '../syntax/nodes';
import type { Symbols } from './symbols';

/** Names, its own first. */
export function foundationsBehind(symbols: Symbols, name: string): ReadonlySet<string> {
  // What is added while the loop runs is passed by it too.
  const behind = new Set([name]);
  for (const one of behind) {
    const declaration = symbols.find(one)?.declaration;
    if (!declaration || !isBlockDeclaration(declaration)) continue;
    for (const below of declaration.on) behind.add(below.text);
  }
  return behind;
}
