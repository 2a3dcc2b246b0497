/** Selection that grows: from the word at the cursor to the value, the entry, the block, the declaration and the file. */
import type { SelectionRange } from '../protocol';
import { pathAt } from '../../language/syntax/node-at';
import type { Span } from '../../language/syntax/nodes';
import type { Tree } from '../../language/syntax/parser';
import { TokenKind, tokenAt, tokenIndexAt } from '../../language/syntax/tokens';
import type { Feature } from '../feature';

export const selectionRanges: Feature = {
  capabilities: { selectionRangeProvider: true },
  serve: ({ connection, analyses }) => {
    connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
      const tree = analyses.of(uri)?.tree;
      return tree ? positions.map((position) => selectionAt(tree, tree.lines.offsetAt(position))) : [];
    });
  },
};

function selectionAt(tree: Tree, offset: number): SelectionRange {
  const spans: Span[] = pathAt(tree, offset).flatMap((node) =>
    node.kind === 'block' && node.open && node.close && node.open.to <= offset && offset <= node.close.from
      ? [node, { from: node.open.to, to: node.close.from }]
      : [node],
  );
  spans.push(...tokenSpansAt(tree, offset));
  let selection: SelectionRange | undefined;
  let last: Span | undefined;
  for (const span of spans) {
    const isSame = last?.from === span.from && last.to === span.to;
    const isWithin = !last || (last.from <= span.from && span.to <= last.to);
    if (isSame || !isWithin) continue;
    const range = tree.lines.rangeOf(span);
    selection = selection ? { range, parent: selection } : { range };
    last = span;
  }
  return selection!;
}

/** A comment is no node of the tree; of a text in quotes, what stands between them is selected first. */
function tokenSpansAt({ tokens }: Tree, offset: number): readonly Span[] {
  const token = tokenAt(tokens, tokenIndexAt(tokens, offset));
  const isComment = token.kind === TokenKind.LineComment || token.kind === TokenKind.BlockComment;
  if (isComment) return [token];
  const inside = { from: token.from + 1, to: token.to - 1 };
  const isInside = token.kind === TokenKind.String && inside.from <= offset && offset <= inside.to;
  return isInside ? [token, inside] : [];
}
