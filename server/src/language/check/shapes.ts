/** What is known of the outputs of layers, inputs, blocks and tasks, by their nodes. */
import { declarationAt } from '../syntax/declaration-at';
import { isBlockDeclaration, type DeclarationNode, type LayerNode, type SyntaxNode } from '../syntax/nodes';

/** What is known of a node's output: the shape of one row for people, and the trainable numbers in it. */
export interface NodeShape {
  readonly text: string;
  readonly parameters: number;
  /** Multiplications with an addition that a row takes; counted when it is asked for. */
  multiplyAdds(): number;
}

/** Shapes that an earlier check of a declaration found are given to its layers when somebody asks for one of them. */
export class Shapes implements Iterable<readonly [SyntaxNode, NodeShape]> {
  readonly #declarations: readonly DeclarationNode[];
  readonly #known = new Map<SyntaxNode, NodeShape>();
  readonly #recalled = new Map<DeclarationNode, DeclarationShapes>();

  /** The declarations are in the order of the text. */
  constructor(declarations: readonly DeclarationNode[]) {
    this.#declarations = declarations;
  }

  get(node: SyntaxNode): NodeShape | undefined {
    const declaration = this.#recalled.size > 0 ? declarationAt(this.#declarations, node.from) : undefined;
    if (declaration) this.#spread(declaration);
    return this.#known.get(node);
  }
  set(node: SyntaxNode, shape: NodeShape): void {
    this.#known.set(node, shape);
  }

  /** All of a declaration, to be recalled for one that is like it. */
  of(declaration: DeclarationNode): DeclarationShapes {
    return shapedNodes(declaration).map((node) => this.get(node));
  }
  recall(declaration: DeclarationNode, shapes: DeclarationShapes): void {
    this.#recalled.set(declaration, shapes);
  }

  [Symbol.iterator](): Iterator<readonly [SyntaxNode, NodeShape]> {
    for (const declaration of this.#recalled.keys()) this.#spread(declaration);
    return this.#known.entries();
  }

  #spread(declaration: DeclarationNode): void {
    const shapes = this.#recalled.get(declaration);
    if (!shapes) return;
    this.#recalled.delete(declaration);
    for (const [index, node] of shapedNodes(declaration).entries()) {
      const shape = shapes[index];
      if (shape) this.#known.set(node, shape);
    }
  }
}

/** In the order of `shapedNodes`. */
export type DeclarationShapes = readonly (NodeShape | undefined)[];

/** The declaration and its layers, each before those that it holds. */
function shapedNodes(declaration: DeclarationNode): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [declaration];
  const visit = (entries: readonly SyntaxNode[]): void => {
    for (const entry of entries) {
      if (entry.kind !== 'layer') continue;
      nodes.push(entry);
      const { block }: LayerNode = entry;
      if (block) visit(block.entries);
    }
  };
  if (isBlockDeclaration(declaration)) visit(declaration.block.entries);
  return nodes;
}
