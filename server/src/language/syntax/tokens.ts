/** Tokens of a text in typed arrays. They cover every character, so that their texts joined are the text again. */

export const TokenKind = {
  End: 0,
  Space: 1,
  NewLine: 2,
  LineComment: 3,
  BlockComment: 4,
  Name: 5,
  Number: 6,
  String: 7,
  OpenBrace: 8,
  CloseBrace: 9,
  OpenParen: 10,
  CloseParen: 11,
  OpenBracket: 12,
  CloseBracket: 13,
  Colon: 14,
  Comma: 15,
  Semicolon: 16,
  Dot: 17,
  Range: 18,
  Equals: 19,
  Link: 20,
  Unknown: 21,
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** Everything up to here separates other tokens and carries no meaning. */
export const isTrivia = (kind: number): boolean => kind >= TokenKind.Space && kind <= TokenKind.BlockComment;

export interface Tokens {
  readonly text: string;
  /** Number of tokens, the `End` token (of no width) included. */
  readonly count: number;
  readonly kinds: Uint8Array;
  /** Offset of the first UTF-16 unit of each token, from the token `moved` on less `by`: what stands behind a change is taken over as it is. */
  readonly starts: Int32Array;
  readonly moved: number;
  readonly by: number;
  /** 1 for the first meaningful token of a line. */
  readonly startsLine: Uint8Array;
}

export interface Token {
  readonly index: number;
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

/** A token ends where the next one starts. */
export const tokenStart = ({ starts, moved, by }: Tokens, index: number): number =>
  index < moved ? starts[index]! : starts[index]! + by;

export const tokenEnd = (tokens: Tokens, index: number): number =>
  index + 1 < tokens.count ? tokenStart(tokens, index + 1) : tokens.text.length;

/** A string of its own. */
export const tokenText = (tokens: Tokens, index: number): string =>
  ownString(tokens.text.slice(tokenStart(tokens, index), tokenEnd(tokens, index)));

/** A part of a text would hold on to all of it for as long as it is kept, but for short ones, which engines copy by themselves. */
export const ownString = (part: string): string => (part.length < 13 ? part : ` ${part}`.slice(1));

/** Whether a block comment has its end. */
export const isClosedComment = (written: string): boolean => written.length >= 4 && written.endsWith('*/');

export const tokenAt = (tokens: Tokens, index: number): Token => ({
  index,
  kind: tokens.kinds[index] as TokenKind,
  from: tokenStart(tokens, index),
  to: tokenEnd(tokens, index),
});

/** Index of the token that holds the character at `offset`; the `End` token at the end of the text. */
export function tokenIndexAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokenStart(tokens, middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
