/** Alignment that was written on purpose is kept: values below one another in a block, comments at the ends of lines. */
import type { Span } from '../syntax/nodes';
import { TokenKind } from '../syntax/tokens';
import { isComment, type Piece } from './pieces';

interface Property {
  readonly colon: number;
  /** Width of the name with its colon. */
  readonly width: number;
  /** From the start of the name to the value, at least the width and one space. */
  readonly value: number;
}

/**
 * Blanks after a property's colon (by the index of its piece) where they are more than one: its value stands below that
 * of another property of the block which needs no such blanks, as the longest name of a column does.
 */
export function alignValues(pieces: readonly Piece[]): ReadonlyMap<number, string> {
  const gaps = new Map<number, string>();
  let open: (Property[] | null)[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece.begins) open = [];
    switch (piece.kind) {
      case TokenKind.OpenBrace:
        open.push([]);
        break;
      case TokenKind.OpenParen:
      case TokenKind.OpenBracket:
        open.push(null);
        break;
      case TokenKind.CloseParen:
      case TokenKind.CloseBracket:
        open.pop();
        break;
      case TokenKind.CloseBrace:
        for (const [colon, gap] of alignedIn(open.pop() ?? [])) gaps.set(colon, gap);
        break;
      case TokenKind.Colon: {
        const property = propertyAt(pieces, index);
        if (property) open.at(-1)?.push(property);
      }
    }
  }
  return gaps;
}

/** A property that begins a line and has its value there. */
function propertyAt(pieces: readonly Piece[], colon: number): Property | null {
  const value = pieces[colon + 1]!;
  const name = pieces[colon - 1];
  const beginsLine = name && (name.breaks > 0 || pieces[colon - 2]?.kind === TokenKind.OpenBrace);
  if (!beginsLine || value.breaks > 0 || isComment(value)) return null;
  const width = name.to - name.from + 1;
  return { colon, width, value: Math.max(width + 1, value.from - name.from) };
}

function alignedIn(properties: readonly Property[]): readonly (readonly [number, string])[] {
  const columns = new Set(
    properties.filter(({ width, value }) => value === width + 1).map(({ value }) => value),
  );
  return properties
    .filter(({ width, value }) => value > width + 1 && columns.has(value))
    .map(({ colon, width, value }) => [colon, ' '.repeat(value - width)]);
}

/** A comment behind other text on its line; the span is what lies between the two. */
export interface TrailingComment extends Span {
  readonly line: number;
  readonly column: number;
  /** Column at which the text before it ends, once formatted. */
  readonly end: number;
}

/**
 * Comments keep their column while the text leaves room for it; those below one another in the same column move together.
 * One that stands alone, right behind its text, stays there.
 */
export function* alignComments(
  comments: readonly TrailingComment[],
): Generator<Span & { readonly gap: number }> {
  for (let first = 0; first < comments.length;) {
    let last = first;
    while (isBelow(comments[last + 1], comments[last]!)) last += 1;
    const group = comments.slice(first, last + 1);
    const { column, from, to } = group[0]!;
    const isLoose = group.length > 1 || to - from > 1;
    const wanted = Math.max(isLoose ? column : 0, ...group.map(({ end }) => end + 1));
    for (const { from: start, to: stop, end } of group) yield { from: start, to: stop, gap: wanted - end };
    first = last + 1;
  }
}

const isBelow = (next: TrailingComment | undefined, comment: TrailingComment): boolean =>
  next?.line === comment.line + 1 && next.column === comment.column;
