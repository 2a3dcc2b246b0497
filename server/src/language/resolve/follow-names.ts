/** What follows from the names of a text alone: while texts share those, they share it. */
import type { DeclarationNode } from '../syntax/nodes';
import type { FileNames } from './file-names';

type Find<T> = (declarations: readonly DeclarationNode[], names: FileNames) => T;

/** `find`, which is called once for the same names; what stands on what, and what a constant stands for, are part of them. */
export function followNames<T>(find: Find<T>): Find<T> {
  const known = new WeakMap<FileNames, { readonly found: T }>();
  return (declarations, names) => {
    let kept = known.get(names);
    if (!kept) known.set(names, (kept = { found: find(declarations, names) }));
    return kept.found;
  };
}
