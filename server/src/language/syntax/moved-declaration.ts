/** Declarations of an earlier text at the place where they stand now; what they hold is moved when somebody looks into it. */
import { moveBlock, moveName, moveSpan, moveValue } from './move-node';
import type {
  BlockDeclaration,
  BlockNode,
  DeclarationNode,
  ExperimentNode,
  InputNode,
  LetNode,
  NameNode,
  Span,
  Value,
} from './nodes';

/**
 * What a declaration of an earlier text is where it stands now. A class, not an object with accessors of its own: each of those gets a hidden class to
 * itself, which keeps all that it has seen until the old generation is collected.
 */
abstract class Moved<D extends DeclarationNode> {
  readonly kind: D['kind'];
  readonly from: number;
  readonly to: number;
  readonly origin: D;
  readonly by: number;
  #keyword: Span | undefined;

  /** Without a look at the origin, which may long have left the caches. */
  constructor(declaration: D, distance: number) {
    this.kind = declaration.kind;
    this.from = declaration.from + distance;
    this.to = declaration.to + distance;
    this.origin = originOf(declaration) as D;
    this.by = byOf(declaration) + distance;
  }

  get keyword(): Span {
    return (this.#keyword ??= moveSpan(this.origin.keyword, this.by));
  }
}

class MovedExperiment extends Moved<ExperimentNode> implements ExperimentNode {
  #title: Value | undefined;

  get title(): Value {
    return (this.#title ??= moveValue(this.origin.title, this.by));
  }
}

class MovedLet extends Moved<LetNode> implements LetNode {
  #name: NameNode | undefined;
  #value: Value | undefined;

  get name(): NameNode {
    return (this.#name ??= moveName(this.origin.name, this.by));
  }
  get value(): Value {
    return (this.#value ??= moveValue(this.origin.value, this.by));
  }
}

class MovedInput extends Moved<InputNode> implements InputNode {
  #name: NameNode | undefined;
  #columns: Value | undefined;
  #type: Value | null | undefined;

  get name(): NameNode {
    return (this.#name ??= moveName(this.origin.name, this.by));
  }
  get columns(): Value {
    return (this.#columns ??= moveValue(this.origin.columns, this.by));
  }
  get type(): Value | null {
    if (this.#type === undefined) {
      const { type } = this.origin;
      this.#type = type && moveValue(type, this.by);
    }
    return this.#type;
  }
}

class MovedBlock extends Moved<BlockDeclaration> implements BlockDeclaration {
  #name: NameNode | null | undefined;
  #on: readonly NameNode[] | undefined;
  #block: BlockNode | undefined;

  get name(): NameNode | null {
    if (this.#name === undefined) {
      const { name } = this.origin;
      this.#name = name && moveName(name, this.by);
    }
    return this.#name;
  }
  get on(): readonly NameNode[] {
    return (this.#on ??= this.origin.on.map((node) => moveName(node, this.by)));
  }
  get block(): BlockNode {
    return (this.#block ??= moveBlock(this.origin.block, this.by));
  }
}

/** The declaration as it was first read: two with one origin are alike in all but their place. */
export const originOf = (declaration: DeclarationNode): DeclarationNode =>
  declaration instanceof Moved ? (declaration.origin as DeclarationNode) : declaration;

const byOf = (declaration: DeclarationNode): number => (declaration instanceof Moved ? declaration.by : 0);

export function moveDeclaration(declaration: DeclarationNode, distance: number): DeclarationNode {
  if (distance === 0) return declaration;
  if (byOf(declaration) === -distance) return originOf(declaration);
  switch (declaration.kind) {
    case 'experiment':
      return new MovedExperiment(declaration, distance);
    case 'let':
      return new MovedLet(declaration, distance);
    case 'input':
      return new MovedInput(declaration, distance);
    default:
      return new MovedBlock(declaration, distance);
  }
}
