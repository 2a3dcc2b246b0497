/** Finding a declaration by where it stands. */
import type { DeclarationNode } from './nodes';

/** The last declaration that begins at `offset` or before it, else the first of all; they are in the order of the text. */
export const declarationAt = (
  declarations: readonly DeclarationNode[],
  offset: number,
): DeclarationNode | undefined => declarations[indexAt(declarations, offset)];

/** Its place in the list. */
export function indexAt(declarations: readonly DeclarationNode[], offset: number): number {
  let low = 0;
  let high = declarations.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (declarations[middle]!.from <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
