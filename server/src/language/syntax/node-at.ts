/** From an offset of the text to what stands there in the tree, and the tokens with their meaning. */
import { childrenOf } from './children';
import { declarationAt } from './declaration-at';
import type { SyntaxNode } from './nodes';
import type { Tree } from './parser';
import { tokenAt, type Token, type TokenKind } from './tokens';

/**
 * The nodes that hold `offset`, the file first and the innermost last. A node holds the offset behind its last character
 * too, where the cursor stands after typing; of two neighbours that touch, the later one wins.
 */
export function pathAt(tree: Tree, offset: number): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [tree.file];
  for (;;) {
    const innermost = path.at(-1)!;
    const inside = childAt(innermost, offset);
    if (!inside) return path;
    path.push(inside);
  }
}

function childAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  // There may be thousands of declarations, and they do not overlap.
  const children = node.kind === 'file' ? [declarationAt(node.declarations, offset)] : childrenOf(node);
  return children.findLast((child) => child && child.from <= offset && offset <= child.to);
}

/** The innermost node that holds `offset`. */
export const nodeAt = (tree: Tree, offset: number): SyntaxNode => pathAt(tree, offset).at(-1)!;

/** All tokens in the order of the text, trivia and the `End` token included, or those of some kinds. */
export function* tokensOf({ tokens }: Tree, kinds?: ReadonlySet<TokenKind>): Generator<Token> {
  for (let index = 0; index < tokens.count; index += 1)
    if (!kinds || kinds.has(tokens.kinds[index] as TokenKind)) yield tokenAt(tokens, index);
}
