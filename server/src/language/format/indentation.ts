/** How far each line is indented: one level for the brackets that a line opens, and one for a value on a line of its own. */
import { TokenKind } from '../syntax/tokens';
import { isComment, type Piece } from './pieces';

export interface Indentation {
  /** The level of the line if the piece begins one. Takes every piece in order. */
  enter(piece: Piece, before: Piece | undefined, startsLine: boolean): number;
}

interface Bracket {
  readonly isBlock: boolean;
  /** The level of the line that it was opened in. */
  readonly level: number;
}

export function createIndentation(): Indentation {
  let open: Bracket[] = [];
  let line = 0;
  /** Kind of the last token that is no comment. */
  let last: TokenKind = TokenKind.End;
  return {
    enter(piece, before, startsLine) {
      if (piece.begins || !before) {
        open = [];
        line = 0;
        last = TokenKind.End;
      }
      const closes = closing.has(piece.kind);
      const bracket = closes ? open.pop() : open.at(-1);
      if (startsLine && bracket) line = closes ? bracket.level : bracket.level + 1;
      else if (startsLine) line = 0;
      const isEntry = !bracket || (bracket.isBlock && !closes);
      if (startsLine && isEntry && continuesEntry(piece, last)) line += 1;
      if (opening.has(piece.kind)) open.push({ isBlock: piece.kind === TokenKind.OpenBrace, level: line });
      if (!isComment(piece)) last = piece.kind;
      return line;
    },
  };
}

const opening = new Set<TokenKind>([TokenKind.OpenBrace, TokenKind.OpenParen, TokenKind.OpenBracket]);
const closing = new Set<TokenKind>([TokenKind.CloseBrace, TokenKind.CloseParen, TokenKind.CloseBracket]);

const awaitsMore = new Set<TokenKind>([
  TokenKind.Colon,
  TokenKind.Equals,
  TokenKind.Range,
  TokenKind.Link,
  TokenKind.Dot,
]);
/** No entry and no declaration begins with one of these. */
const belongsBefore = new Set<TokenKind>([
  TokenKind.Equals,
  TokenKind.Range,
  TokenKind.Link,
  TokenKind.String,
  TokenKind.Number,
  TokenKind.OpenBracket,
]);

const continuesEntry = (piece: Piece, last: TokenKind): boolean =>
  awaitsMore.has(last) || belongsBefore.has(piece.kind);
