/** The uses of names in the text that is checked. */
import { UseCounts } from '../resolve/use-counts';
import type { DeclarationNode } from '../syntax/nodes';
import type { CheckContext } from './context';

/** Where nothing is kept from text to text, they are counted once for each. */
const counted = new WeakMap<readonly DeclarationNode[], UseCounts>();

export function usesOf({ memory, tree }: CheckContext): UseCounts {
  const { declarations } = tree.file;
  const uses = memory?.uses ?? counted.get(declarations) ?? new UseCounts();
  if (!memory) counted.set(declarations, uses);
  uses.count(declarations);
  return uses;
}
