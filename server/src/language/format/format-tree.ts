/**
 * The one style of the language, as changes of the blanks between tokens: no token is added, moved or changed, and what
 * stands in a declaration with a fault of form stays as it was typed.
 */
import type { Tree } from '../syntax/parser';
import { TokenKind } from '../syntax/tokens';
import { alignComments, alignValues, type TrailingComment } from './alignment';
import { createIndentation } from './indentation';
import { blankLineAllowed, placeBreaks } from './line-breaks';
import { isComment, piecesOf, type Piece } from './pieces';
import { spaceBetween } from './spacing';
import { StyleFinder } from './style-finder';

/** Half-open UTF-16 offsets, and what stands there instead. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly newText: string;
}

/** In the order of the text; empty where it is in style already. Never throws. */
export function formatTree(tree: Tree): readonly TextChange[] {
  if (tree.unread) return [];
  const { text } = tree;
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const style = new StyleFinder(lineBreak);
  const pieces = piecesOf(tree, (declaration) => style.has(declaration));
  const breaksBefore = placeBreaks(pieces, text);
  const values = alignValues(pieces);
  const changes: TextChange[] = [];
  const trailing: TrailingComment[] = [];
  const indentation = createIndentation();
  /** Where the line ends so far, in the text that comes out. */
  let column = 0;

  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1];
    const from = before?.to ?? 0;
    const written = text.slice(from, piece.from);
    const isSound = piece.sound && (before?.sound ?? true) && !piece.folded;
    const breaks = breaksBefore[index]!;
    const indent = indentation.enter(piece, before, breaks > 0);
    let gap = written;
    if (isSound && isTrailing(pieces, index, breaksBefore)) {
      const { line } = tree.lines.positionAt(piece.from);
      const place = piece.from - tree.lines.startOf(line);
      trailing.push({ from, to: piece.from, end: column, line, column: place });
    } else if (isSound) {
      if (!before) gap = text.startsWith('\ufeff') ? '\ufeff' : '';
      else if (breaks === 0) gap = values.get(index - 1) ?? spaceBetween(before, piece, written, text);
      else if (piece.kind === TokenKind.End) gap = lineBreak;
      else {
        const isApart = breaks > 1 && blankLineAllowed(before, piece);
        gap = lineBreak.repeat(isApart ? 2 : 1) + '  '.repeat(indent);
      }
      if (gap !== written) changes.push({ from, to: piece.from, newText: gap });
    }
    style.see(piece, gap === written);
    column = columnAfter(column, gap);
    const mayBreak = piece.kind === TokenKind.String || piece.kind === TokenKind.BlockComment;
    if (mayBreak) column = columnAfter(column, text.slice(piece.from, piece.to));
    else column += piece.to - piece.from;
  }
  style.keep();
  for (const { from, to, gap } of alignComments(trailing)) {
    const newText = ' '.repeat(gap);
    if (text.slice(from, to) !== newText) changes.push({ from, to, newText });
  }
  return changes.toSorted((a, b) => a.from - b.from);
}

/** The text after the changes, which must be in its order and not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let at = 0;
  for (const { from, to, newText } of changes) {
    result += text.slice(at, from) + newText;
    at = to;
  }
  return result + text.slice(at);
}

/** A comment behind something on its line, with nothing behind it. */
const isTrailing = (pieces: readonly Piece[], index: number, breaks: readonly number[]): boolean =>
  index > 0 && isComment(pieces[index]!) && breaks[index] === 0 && breaks[index + 1]! > 0;

function columnAfter(column: number, written: string): number {
  const lineStart = Math.max(written.lastIndexOf('\n'), written.lastIndexOf('\r')) + 1;
  return lineStart === 0 ? column + written.length : written.length - lineStart;
}
