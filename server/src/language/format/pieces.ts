/** What formatting keeps word for word: tokens and comments, each with the line breaks before it. */
import type { Tree } from '../syntax/parser';
import type { DeclarationNode, Span } from '../syntax/nodes';
import { tokenEnd, tokenIndexAt, TokenKind, tokenStart } from '../syntax/tokens';

export interface Piece extends Span {
  readonly kind: TokenKind;
  /** Line breaks between the piece before and this one. */
  readonly breaks: number;
  /** The first piece of a declaration. */
  readonly begins: boolean;
  /** It belongs to no declaration with a fault of form, and to no text that is no declaration. */
  readonly sound: boolean;
  /** The declaration that it lies in. */
  readonly of: DeclarationNode | null;
  /** What stands before it, back to the piece before, is in style, tokens and all. */
  readonly folded: boolean;
}

export const isComment = ({ kind }: Piece): boolean =>
  kind === TokenKind.LineComment || kind === TokenKind.BlockComment;

/**
 * The `End` token is the last piece. Blanks at the end of a line comment are not part of it. Of a declaration that is in style already only the first
 * and the last piece are told.
 */
export function piecesOf(tree: Tree, isInStyle: (declaration: DeclarationNode) => boolean): readonly Piece[] {
  const { tokens } = tree;
  const stretches = stretchesOf(tree);
  const pieces: Piece[] = [];
  let breaks = 0;
  let stretch = 0;
  let folded = false;
  for (let index = 0; index < tokens.count; index += 1) {
    const kind = tokens.kinds[index] as TokenKind;
    if (kind === TokenKind.NewLine) breaks += 1;
    if (kind === TokenKind.NewLine || kind === TokenKind.Space) continue;
    const from = tokenStart(tokens, index);
    const end = tokenEnd(tokens, index);
    const to = kind === TokenKind.LineComment ? from + tokens.text.slice(from, end).trimEnd().length : end;
    while (stretch + 1 < stretches.length && stretches[stretch + 1]!.from <= from) stretch += 1;
    const { sound, of, from: start } = stretches[stretch]!;
    const begins = of !== null && start === from;
    pieces.push({ kind, from, to, breaks, begins, sound, of, folded });
    breaks = 0;
    folded = begins && sound && to < of.to && isInStyle(of);
    if (folded) index = tokenIndexAt(tokens, of!.to - 1) - 1;
  }
  return pieces;
}

interface Stretch {
  readonly from: number;
  readonly of: DeclarationNode | null;
  sound: boolean;
}

/**
 * The text in declarations and what stands between them, each sound unless a fault of form lies in it. What follows a
 * faulty declaration may have been meant as a part of it.
 */
function stretchesOf(tree: Tree): readonly Stretch[] {
  const stretches: Stretch[] = [{ from: 0, of: null, sound: true }];
  for (const of of tree.file.declarations)
    stretches.push({ from: of.from, of, sound: true }, { from: of.to, of: null, sound: true });
  for (const { range } of tree.problems) {
    if (!range) continue;
    const at = tree.lines.offsetAt(range.start);
    const index = stretchAt(stretches, at);
    stretches[index]!.sound = false;
    if (stretches[index]!.of) stretches[index + 1]!.sound = false;
  }
  return stretches;
}

/** The last stretch that begins at or before an offset; they stand in the order of the text. */
function stretchAt(stretches: readonly Stretch[], offset: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stretches[middle]!.from <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
