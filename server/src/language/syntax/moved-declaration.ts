/** Declarations of an earlier text at the place where they stand now; what they hold is moved when somebody looks into it. */
import type {
  BlockDeclaration,
  BlockNode,
  DeclarationNode,
  InputNode,
  LetNode,
  NameNode,
  Span,
  Value,
} from './nodes';

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
  switch (declaration.kind) {
    case 'experiment':
      return move(declaration, by);
    case 'let':
      return movedLet(declaration, by);
    case 'input':
      return movedInput(declaration, by);
    default:
      return movedBlock(declaration, by);
  }
}

function movedLet({ kind, keyword, name, value, from, to }: LetNode, by: number): LetNode {
  let now: Value | undefined;
  return {
    kind,
    keyword: moveSpan(keyword, by),
    name: moveName(name, by),
    get value() {
      return (now ??= move(value, by));
    },
    from: from + by,
    to: to + by,
  };
}

function movedInput({ kind, keyword, name, columns, type, from, to }: InputNode, by: number): InputNode {
  let now: Pick<InputNode, 'columns' | 'type'> | undefined;
  const read = () => (now ??= { columns: move(columns, by), type: move(type, by) });
  return {
    kind,
    keyword: moveSpan(keyword, by),
    name: moveName(name, by),
    get columns() {
      return read().columns;
    },
    get type() {
      return read().type;
    },
    from: from + by,
    to: to + by,
  };
}

function movedBlock(declaration: BlockDeclaration, by: number): BlockDeclaration {
  const { kind, keyword, name, on, block, from, to } = declaration;
  let now: BlockNode | undefined;
  return {
    kind,
    keyword: moveSpan(keyword, by),
    name: name && moveName(name, by),
    on: on.map((below) => moveName(below, by)),
    get block() {
      return (now ??= move(block, by));
    },
    from: from + by,
    to: to + by,
  };
}

const moveSpan = ({ from, to }: Span, by: number): Span => ({ from: from + by, to: to + by });

const moveName = ({ kind, text, from, to }: NameNode, by: number): NameNode => ({
  kind,
  text,
  from: from + by,
  to: to + by,
});

/** A part of the tree with all that it holds; its only offsets are those of its spans. */
function move<T>(part: T, by: number): T {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((item: unknown) => move(item, by)) as T;
  const moved: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(part))
    moved[name] = name === 'from' || name === 'to' ? (value as number) + by : move(value as unknown, by);
  return moved as T;
}
