/**
 * Which uses of a name mean the second declaration of it. A block that was copied with what stands on it is used behind itself, as the first one is
 * before it.
 */
import type { SymbolKind } from '../grammar/forms';
import { originOf } from '../syntax/moved-declaration';
import type { DeclarationNode, NameNode } from '../syntax/nodes';
import { declaredName } from './file-names';
import { namesUsedIn, visitUses } from './uses';

/** The uses up to the next declaration of the name; none where nothing would be left to the one before. */
export type UsesBehind = (
  declaration: DeclarationNode,
  name: string,
  kind: SymbolKind,
) => readonly NameNode[];

/** Only declarations that use the name are looked into; which those are is listed when some name is declared twice. */
export function createUsesBehind(declarations: readonly DeclarationNode[]): UsesBehind {
  let known: ReturnType<typeof collect> | undefined;
  return (declaration, name, kind) => {
    const { users, declared } = (known ??= collect(declarations));
    const first = users.get(name)?.[0];
    if (!first || first.from > declaration.from) return [];
    const all = users.get(name)!.flatMap((user) => usesIn(user, name, kind));
    const next = declared.get(name)!.find((from) => from > declaration.from) ?? Infinity;
    if (!all.some(({ from }) => from < declaration.from)) return [];
    return all.filter(({ from }) => from >= declaration.to && from < next);
  };
}

function usesIn(declaration: DeclarationNode, name: string, kind: SymbolKind): readonly NameNode[] {
  const found: NameNode[] = [];
  visitUses(declaration, ({ node, expected }) => {
    if (node.text === name && expected.includes(kind)) found.push(node);
  });
  return found;
}

function collect(declarations: readonly DeclarationNode[]) {
  const users = new Map<string, DeclarationNode[]>();
  const declared = new Map<string, number[]>();
  for (const declaration of declarations) {
    const { words, names } = namesUsedIn(declaration);
    for (const name of new Set([...words, ...names])) add(users, name, declaration);
    const own = declaredName(originOf(declaration));
    if (own !== null) add(declared, own, declaration.from);
  }
  return { users, declared };
}

function add<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list) list.push(item);
  else lists.set(name, [item]);
}
