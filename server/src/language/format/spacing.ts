/** What stands between two tokens of one line. */
import { TokenKind } from '../syntax/tokens';
import { isComment, type Piece } from './pieces';

const joinedToBefore = new Set<TokenKind>([
  TokenKind.Comma,
  TokenKind.Semicolon,
  TokenKind.Colon,
  TokenKind.CloseParen,
  TokenKind.CloseBracket,
  TokenKind.Dot,
  TokenKind.Range,
]);
const joinedToNext = new Set<TokenKind>([
  TokenKind.OpenParen,
  TokenKind.OpenBracket,
  TokenKind.Dot,
  TokenKind.Range,
]);

/** One space or none. `written` is what stands there now: around a comment within a line it decides. */
export function spaceBetween(before: Piece, piece: Piece, written: string, text: string): '' | ' ' {
  if (before.kind === TokenKind.OpenBrace) return piece.kind === TokenKind.CloseBrace ? '' : ' ';
  if (piece.kind === TokenKind.OpenBrace || piece.kind === TokenKind.CloseBrace) return ' ';
  if (isComment(before) || isComment(piece)) return written === '' ? '' : ' ';
  if (joinedToBefore.has(piece.kind) || joinedToNext.has(before.kind)) return '';
  const opens = piece.kind === TokenKind.OpenParen || piece.kind === TokenKind.OpenBracket;
  if (!opens || before.kind !== TokenKind.Name) return ' ';
  // A list may follow `as`, which is a name like any other elsewhere.
  return text.slice(before.from, before.to) === 'as' && written !== '' ? ' ' : '';
}
