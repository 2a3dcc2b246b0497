/** The declarations of a text as they were first read. */
import { originOf } from './moved-declaration';
import type { DeclarationNode } from './nodes';

/** Several look for what has changed in a text: its origins are listed once. */
const known = new WeakMap<readonly DeclarationNode[], readonly DeclarationNode[]>();

export function originsOf(declarations: readonly DeclarationNode[]): readonly DeclarationNode[] {
  let origins = known.get(declarations);
  if (!origins) known.set(declarations, (origins = declarations.map(originOf)));
  return origins;
}
