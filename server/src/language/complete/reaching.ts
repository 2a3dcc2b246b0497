/** What reaches a layer that is written at a cursor: what leaves the layer before it, or what the block stands on. */
import type { Analysis } from '../analyse';
import type { NodeShape } from '../check/shapes';
import { declarationAt } from '../syntax/declaration-at';
import { isBlockDeclaration, type BlockNode, type LayerNode, type SyntaxNode } from '../syntax/nodes';

/** Undefined where several things come together, and where it is not known. */
export function reaching({ tree, symbols, shapes }: Analysis, offset: number): NodeShape | undefined {
  const declaration = declarationAt(tree.file.declarations, offset);
  if (!declaration || !isBlockDeclaration(declaration)) return undefined;
  const [on, ...others] = declaration.on;
  let before: SyntaxNode | undefined =
    on && others.length === 0 ? symbols.find(on.text)?.declaration : undefined;
  for (let block: BlockNode | null | undefined = declaration.block; block;) {
    const layers: readonly LayerNode[] = block.entries.filter((entry) => entry.kind === 'layer');
    before = layers.findLast(({ to }) => to < offset) ?? before;
    // The first layer in braces reads what the one with the braces reads.
    block = layers.find(
      (layer) => layer.block && layer.block.from < offset && offset <= layer.block.to,
    )?.block;
  }
  return before && shapes.get(before);
}
