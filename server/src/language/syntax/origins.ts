/** The declarations of a text as they were first read. */
import { originOf } from './moved-declaration';
import type { DeclarationNode } from './nodes';

/** Several look for what has changed in a text: its origins are listed once, and those beside a change are listed already. */
const known = new WeakMap<readonly DeclarationNode[], readonly DeclarationNode[]>();

export function originsOf(declarations: readonly DeclarationNode[]): readonly DeclarationNode[] {
  let origins = known.get(declarations);
  if (!origins) known.set(declarations, (origins = declarations.map(originOf)));
  return origins;
}

/** Of a list whose first and last so many declarations were taken over from the one before it. */
export function takeOriginsOver(
  declarations: readonly DeclarationNode[],
  before: readonly DeclarationNode[],
  head: number,
  tail: number,
): void {
  const all = originsOf(before);
  const between = declarations.slice(head, declarations.length - tail).map(originOf);
  known.set(declarations, all.slice(0, head).concat(between, all.slice(all.length - tail)));
}
