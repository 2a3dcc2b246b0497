/** Breaks text into lines of a width: between words, and around each character of scripts that have no spaces. */
import { isWide, widthOf } from './terminal-text';

/** A space that stays within its line; written as a plain one. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** Lines of at most so many columns, but for a single word that is longer. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > columns) {
      lines.push(line);
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return [...lines, line].map((written) => written.trimEnd().replaceAll('\u00a0', ' '));
}

/** What no line may be broken within. A space belongs to the word before it. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let before = '';
  for (const char of text) {
    if (before === '' || !mayBreak(before, char)) pieces.push((pieces.pop() ?? '') + char);
    else pieces.push(char);
    before = char;
  }
  return pieces;
}

function mayBreak(before: string, after: string): boolean {
  if (after === ' ') return false;
  if (before === ' ') return true;
  return (isWide(before) || isWide(after)) && !closing.includes(after) && !opening.includes(before);
}

/** What does not begin a line, and what does not end one. */
const closing = '，。；：、！？）】》」』”’…,.;:!?)]';
const opening = '（【《「『“‘([';
