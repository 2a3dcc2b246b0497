/** From offsets to lines and back. Offsets count UTF-16 units, positions those of an encoding; a line ends with LF, CRLF or CR. */
import type { Position, Range } from '../../../../contract/problem';
import { distanceOf, type Change } from './change';
import type { Span } from './nodes';
import { offsetBehind, unitsBetween, type PositionEncoding } from './position-encoding';

export interface Lines {
  readonly count: number;
  /** Offset of the first character of a line (zero-based). */
  startOf(line: number): number;
  positionAt(offset: number): Position;
  /** The offset of a position; one beyond a line or the text is moved to its end. */
  offsetAt(position: Position): number;
  rangeOf(span: Span): Range;
  /** What positions count. */
  readonly encoding: PositionEncoding;
}

export const linesOf = (text: string, encoding: PositionEncoding = 'utf-16'): TextLines =>
  new TextLines(text, new Uint32Array([0, ...startsIn(text, 0, text.length)]), encoding);

export class TextLines implements Lines {
  readonly #text: string;
  /** Offsets of first characters. */
  readonly #starts: Uint32Array;
  readonly encoding: PositionEncoding;

  constructor(text: string, starts: Uint32Array, encoding: PositionEncoding) {
    this.#text = text;
    this.#starts = starts;
    this.encoding = encoding;
  }

  /** Those of the text after a change, where only what is new is looked through. */
  after(text: string, change: Change): TextLines {
    const starts = this.#starts;
    // Whether a line starts at an offset depends on what stands on both sides of it.
    const head = this.#lineAt(change.from - 1) + 1;
    const tail = this.#lineAt(change.oldTo) + 1;
    const between = startsIn(text, change.from - 1, change.newTo);
    const now = new Uint32Array(head + between.length + starts.length - tail);
    now.set(starts.subarray(0, head));
    now.set(between, head);
    const distance = distanceOf(change);
    const behind = now.length - starts.length;
    for (let line = tail; line < starts.length; line += 1) now[line + behind] = starts[line]! + distance;
    return new TextLines(text, now, this.encoding);
  }

  get count(): number {
    return this.#starts.length;
  }
  startOf(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }
  positionAt(offset: number): Position {
    const line = this.#lineAt(offset);
    const start = this.#starts[line]!;
    const end = Math.max(start, Math.min(offset, this.#text.length));
    return { line, character: unitsBetween(this.#text, start, end, this.encoding) };
  }
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.startOf(line);
    const end = endOfLine(this.#text, this.startOf(line + 1), start);
    return offsetBehind(this.#text, start, Math.max(0, character), end, this.encoding);
  }
  rangeOf({ from, to }: Span): Range {
    return { start: this.positionAt(from), end: this.positionAt(to) };
  }

  /** The line that holds an offset: the last one that starts there or before. */
  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Where lines start behind the breaks that stand from one offset up to another. */
function startsIn(text: string, from: number, to: number): readonly number[] {
  const starts: number[] = [];
  for (let at = Math.max(0, from); at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** Offset before the line break that ends at `next`. */
function endOfLine(text: string, next: number, start: number): number {
  let end = next;
  if (end > start && text[end - 1] === '\n') end -= 1;
  if (end > start && text[end - 1] === '\r') end -= 1;
  return end;
}
