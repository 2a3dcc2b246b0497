/** The declarations of a text as they were first read, and which of them another text does not have. */
import { originOf } from './moved-declaration';
import type { DeclarationNode } from './nodes';

/** Several look for what has changed in a text: its origins are listed once. */
const known = new WeakMap<readonly DeclarationNode[], readonly DeclarationNode[]>();

export function originsOf(declarations: readonly DeclarationNode[]): readonly DeclarationNode[] {
  let origins = known.get(declarations);
  if (!origins) known.set(declarations, (origins = declarations.map(originOf)));
  return origins;
}

/** Two lists are alike but for one stretch: from an index on, up to one in each of them. */
export interface Stretch {
  readonly from: number;
  readonly oldTo: number;
  readonly newTo: number;
}

export function stretchBetween(
  before: readonly DeclarationNode[],
  after: readonly DeclarationNode[],
): Stretch {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let behind = 0;
  const [oldLast, newLast] = [before.length - 1, after.length - 1];
  while (behind < shorter - from && before[oldLast - behind] === after[newLast - behind]) behind += 1;
  return { from, oldTo: before.length - behind, newTo: after.length - behind };
}
