/** What is known of the outputs of layers, inputs, blocks and tasks, by their nodes. */
import type { Tensor } from '../../../../graph/tensor';
import { indexAt } from '../syntax/declaration-at';
import { isBlockDeclaration, type DeclarationNode, type LayerNode, type SyntaxNode } from '../syntax/nodes';

/** What is known of a node's output: the shape of one row for people, and the trainable numbers in it. */
export interface NodeShape {
  readonly text: string;
  /** The sizes of what leaves it, rows first, as a tensor has them. */
  readonly shape: Tensor['shape'];
  readonly parameters: number;
  /** How many of them learn, in a block; absent where all do. */
  readonly learning?: number;
  /** None of the layer's parameters learns. */
  readonly frozen?: true;
  /** The layer, or one that it holds, gathers numbers from rows beside its parameters. */
  readonly gathers?: true;
  /** How many of them several tasks train, in a block; absent where that is all. */
  readonly shared?: number;
  /** How often a shared block has the layer, of one of which the numbers here are; absent where there is one. */
  readonly copies?: number;
  /** Networks that have the parameters of the layer in common; absent where they are the network's own. */
  readonly sharedBy?: readonly string[];
  /** Multiplications with an addition that a row takes; counted when it is asked for. */
  multiplyAdds(): number;
}

/** The same, and what else is known of a layer. */
export const withMore = (
  one: NodeShape,
  more: Pick<NodeShape, 'copies' | 'sharedBy' | 'frozen'>,
): NodeShape => ({
  text: one.text,
  shape: one.shape,
  parameters: one.parameters,
  ...(one.frozen ? { frozen: true } : {}),
  ...(one.gathers ? { gathers: true } : {}),
  ...more,
  multiplyAdds: () => one.multiplyAdds(),
});

/** Shapes that an earlier check of a declaration found are given to its layers when somebody asks for one of them. */
export class Shapes implements Iterable<readonly [SyntaxNode, NodeShape]> {
  readonly #declarations: readonly DeclarationNode[];
  readonly #known = new Map<SyntaxNode, NodeShape>();
  #findings: Found = [];
  /** The places of declarations whose shapes were given out. */
  readonly #spread = new Set<number>();

  /** The declarations are in the order of the text. */
  constructor(declarations: readonly DeclarationNode[]) {
    this.#declarations = declarations;
  }

  get(node: SyntaxNode): NodeShape | undefined {
    const known = this.#known.get(node);
    if (known || this.#findings.length === 0) return known;
    const place = indexAt(this.#declarations, node.from);
    // That of a declaration is told without looking into it.
    if (node === this.#declarations[place]) return this.#findings[place]?.shapes[0];
    this.#spreadAt(place);
    return this.#known.get(node);
  }
  set(node: SyntaxNode, shape: NodeShape): void {
    this.#known.set(node, shape);
  }

  /** All of a declaration, to be kept for one that is like it. */
  of(declaration: DeclarationNode): DeclarationShapes {
    return shapedNodes(declaration).map((node) => this.#known.get(node));
  }
  /** What is found there holds here too. */
  takeOver(findings: Found): void {
    this.#findings = findings;
  }

  [Symbol.iterator](): Iterator<readonly [SyntaxNode, NodeShape]> {
    for (const place of this.#findings.keys()) this.#spreadAt(place);
    return this.#known.entries();
  }

  #spreadAt(place: number): void {
    const finding = this.#findings[place];
    if (!finding || this.#spread.has(place)) return;
    this.#spread.add(place);
    for (const [index, node] of shapedNodes(this.#declarations[place]!).entries()) {
      const shape = finding.shapes[index];
      // What a later check has found of a node in this text stands.
      if (shape && !this.#known.has(node)) this.#known.set(node, shape);
    }
  }
}

/** In the order of `shapedNodes`. */
export type DeclarationShapes = readonly (NodeShape | undefined)[];

/** What was found of declarations, by their places. */
type Found = readonly ({ readonly shapes: DeclarationShapes } | undefined)[];

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
