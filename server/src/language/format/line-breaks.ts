/** Where lines end: mostly where they did, but the braces of a block over several lines stand at the ends of theirs. */
import { isDeclarationKeyword } from '../grammar/keywords';
import { TokenKind } from '../syntax/tokens';
import { isComment, type Piece } from './pieces';

/** Line breaks before each piece; two or more where a blank line was written. */
export function placeBreaks(pieces: readonly Piece[], text: string): readonly number[] {
  const openBlocks = findOpenBlocks(pieces);
  return pieces.map((piece, index) => {
    const before = pieces[index - 1];
    if (!before?.sound || !piece.sound) return piece.breaks;
    if (piece.kind === TokenKind.End) return 1;
    if (piece.kind === TokenKind.OpenBrace && !isComment(before)) return 0;
    if (openBlocks.has(piece) && piece.kind === TokenKind.CloseBrace) return Math.max(1, piece.breaks);
    const isFirst = openBlocks.has(before) && before.kind === TokenKind.OpenBrace;
    return isFirst && mayBeginLine(pieces, index, text) ? Math.max(1, piece.breaks) : piece.breaks;
  });
}

/** A comment may end the line of the brace; and a word that begins declarations would begin one. */
function mayBeginLine(pieces: readonly Piece[], index: number, text: string): boolean {
  const piece = pieces[index]!;
  if (isComment(piece)) return pieces[index + 1]!.breaks === 0;
  return !isDeclarationKeyword(text.slice(piece.from, piece.to));
}

/** Braces (as pieces) of blocks that are not written on one line. */
function findOpenBlocks(pieces: readonly Piece[]): ReadonlySet<Piece> {
  const found = new Set<Piece>();
  let open: { readonly brace: Piece; breaks: boolean }[] = [];
  for (const piece of pieces) {
    if (piece.begins) open = [];
    if (piece.breaks > 0) for (const block of open) block.breaks = true;
    if (piece.kind === TokenKind.OpenBrace) open.push({ brace: piece, breaks: false });
    if (piece.kind !== TokenKind.CloseBrace) continue;
    const block = open.pop();
    if (block?.breaks) found.add(block.brace).add(piece);
  }
  return found;
}

const opening = new Set<TokenKind>([TokenKind.OpenBrace, TokenKind.OpenParen, TokenKind.OpenBracket]);
const closing = new Set<TokenKind>([TokenKind.CloseBrace, TokenKind.CloseParen, TokenKind.CloseBracket]);

/** Blank lines set parts off from one another, and not from the brackets around them. */
export const blankLineAllowed = (before: Piece, piece: Piece): boolean =>
  !opening.has(before.kind) && !closing.has(piece.kind);
