/** What goes away with an item, an entry or a declaration: its comma, its line, the blank line before it. */
import type { Span } from '../syntax/nodes';
import { beginsLine, startOfLine, type Source, type TextEdit } from './edit';

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';
const isLineBreak = (char: string | undefined): boolean => char === '\n' || char === '\r';
const isSpace = (char: string | undefined): boolean => isBlank(char) || isLineBreak(char);

/** Where what `skips` begins that ends at `offset`; only as much of the text is read. */
function backOver(text: string, offset: number, skips: (char: string | undefined) => boolean): number {
  let at = offset;
  while (at > 0 && skips(text[at - 1])) at -= 1;
  return at;
}
function over(text: string, offset: number, skips: (char: string | undefined) => boolean): number {
  let at = offset;
  while (at < text.length && skips(text[at])) at += 1;
  return at;
}
const overLineBreak = (text: string, offset: number): number =>
  text.startsWith('\r\n', offset) ? offset + 2 : isLineBreak(text[offset]) ? offset + 1 : offset;
const backOverLineBreak = (text: string, offset: number): number =>
  text.startsWith('\r\n', offset - 2) ? offset - 2 : isLineBreak(text[offset - 1]) ? offset - 1 : offset;

/** One of several in brackets or parentheses, with the comma behind it, or else the one before it. */
export function removeItem({ text }: Source, { from, to }: Span): TextEdit {
  const behind = over(text, to, isSpace);
  if (text[behind] === ',') return { from, to: over(text, behind + 1, isBlank), newText: '' };
  const before = backOver(text, from, isSpace);
  return { from: text[before - 1] === ',' ? before - 1 : from, to, newText: '' };
}

/** An entry of a block: its whole line where it stands alone on it, else with a `;` beside it. */
export function removeEntry(source: Source, { from, to }: Span): TextEdit {
  const { text } = source;
  const blanks = over(text, to, isBlank);
  const end = text[blanks] === ';' ? over(text, blanks + 1, isBlank) : blanks;
  const endsLine = end === text.length || isLineBreak(text[end]);
  if (endsLine && beginsLine(source, from)) {
    return { from: startOfLine(source, from), to: overLineBreak(text, end), newText: '' };
  }
  if (text[blanks] === ';') return { from, to: end, newText: '' };
  const before = backOver(text, from, isBlank);
  const start = text[before - 1] === ';' ? backOver(text, before - 1, isBlank) : before;
  return { from: start, to, newText: '' };
}

/** A declaration with what is left of its lines, and a blank line before it, or behind the first one of the text. */
export function removeDeclaration(source: Source, { from, to }: Span): TextEdit {
  const { text } = source;
  const start = beginsLine(source, from) ? startOfLine(source, from) : from;
  const end = overLineBreak(
    text,
    over(text, to, (char) => isBlank(char) || char === ';'),
  );
  const blankLine = backOver(text, backOverLineBreak(text, start), isBlank);
  const hasBlankLine = blankLine < start && (blankLine === 0 || isLineBreak(text[blankLine - 1]));
  const blanks = over(text, end, isBlank);
  const behind = start === 0 && isLineBreak(text[blanks]) ? overLineBreak(text, blanks) : end;
  return { from: hasBlankLine ? blankLine : start, to: behind, newText: '' };
}

/**
 * A column out of what was written for it: an item of a list, or one out of the middle of a range, which then becomes two.
 * Null where nothing would be left.
 */
export function removeColumn(source: Source, span: Span, column: string): TextEdit | null {
  const { text } = source;
  const range = /^(\D*)(\d+)\s*\.\.\s*(\D*)(\d+)$/.exec(text.slice(span.from, span.to));
  if (!range) return standsInList(text, span) ? removeItem(source, span) : null;
  const [, stem, first = '', , last = ''] = range;
  const width = first.startsWith('0') ? first.length : 0;
  const number = Number(/\d+$/.exec(column)?.[0]);
  const name = (value: number): string => `${stem}${String(value).padStart(width, '0')}`;
  const between = (low: number, high: number): readonly string[] => {
    if (low > high) return [];
    return [low === high ? name(low) : `${name(low)}..${name(high)}`];
  };
  const left = [...between(Number(first), number - 1), ...between(number + 1, Number(last))];
  return left.length === 0 ? null : { ...span, newText: left.join(', ') };
}

/** A neighbour is left when the item goes. */
const standsInList = (text: string, { from, to }: Span): boolean =>
  text[over(text, to, isSpace)] === ',' || text[backOver(text, from, isSpace) - 1] === ',';
