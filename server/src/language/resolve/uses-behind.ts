/**
 * Which uses of a name mean the second declaration of it. A block that was copied with what stands on it is used behind itself, as the first one is
 * before it.
 */
import type { SymbolKind } from '../grammar/forms';
import { isMissing, type DeclarationNode, type NameNode } from '../syntax/nodes';
import { visitUses, type Use } from './uses';

/** The uses up to the next declaration of the name; none where nothing would be left to the one before. */
export type UsesBehind = (
  declaration: DeclarationNode,
  name: string,
  kind: SymbolKind,
) => readonly NameNode[];

/** All declarations are looked into once, and only when some name is declared twice. */
export function createUsesBehind(declarations: readonly DeclarationNode[]): UsesBehind {
  let known: ReturnType<typeof collect> | undefined;
  return (declaration, name, kind) => {
    const { uses, declared } = (known ??= collect(declarations));
    const all = (uses.get(name) ?? []).filter(({ expected }) => expected.includes(kind));
    const next = declared.get(name)!.find((from) => from > declaration.from) ?? Infinity;
    if (!all.some(({ node }) => node.from < declaration.from)) return [];
    return all.flatMap(({ node }) => (node.from >= declaration.to && node.from < next ? [node] : []));
  };
}

function collect(declarations: readonly DeclarationNode[]) {
  const uses = new Map<string, Use[]>();
  const declared = new Map<string, number[]>();
  for (const declaration of declarations) {
    if (declaration.kind !== 'experiment' && declaration.name && !isMissing(declaration.name))
      add(declared, declaration.name.text, declaration.from);
    visitUses(declaration, (use) => add(uses, use.node.text, use));
  }
  return { uses, declared };
}

function add<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list) list.push(item);
  else lists.set(name, [item]);
}
