/** Declarations of an earlier text at the place where they stand now; what is in their blocks is moved when somebody looks into it. */
import { isBlockDeclaration, type DeclarationNode } from './nodes';

interface Origin {
  readonly declaration: DeclarationNode;
  readonly by: number;
}

const origins = new WeakMap<DeclarationNode, Origin>();

/** The declaration as it was first read: two with one origin are alike in all but their place. */
export const originOf = (declaration: DeclarationNode): DeclarationNode =>
  origins.get(declaration)?.declaration ?? declaration;

export function moveDeclaration(declaration: DeclarationNode, distance: number): DeclarationNode {
  if (distance === 0) return declaration;
  const known = origins.get(declaration);
  const origin = known?.declaration ?? declaration;
  const by = (known?.by ?? 0) + distance;
  const now = by === 0 ? origin : moveBy(origin, by);
  if (by !== 0) origins.set(now, { declaration: origin, by });
  return now;
}

function moveBy(declaration: DeclarationNode, by: number): DeclarationNode {
  if (!isBlockDeclaration(declaration)) return move(declaration, by);
  const { kind, keyword, name, on, from, to } = declaration;
  let block: typeof declaration.block | undefined;
  return {
    kind,
    keyword: move(keyword, by),
    name: move(name, by),
    on: move(on, by),
    get block() {
      return (block ??= move(declaration.block, by));
    },
    from: from + by,
    to: to + by,
  };
}

/** A part of the tree with all that it holds; its only offsets are those of its spans. */
function move<T>(part: T, by: number): T {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((item: unknown) => move(item, by)) as T;
  const moved: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(part))
    moved[name] = name === 'from' || name === 'to' ? (value as number) + by : move(value as unknown, by);
  return moved as T;
}
