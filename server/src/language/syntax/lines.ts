/** From offsets to lines and back. Positions count UTF-16 units; a line ends with LF, CRLF or CR. */
import type { Position, Range } from '../../../../contract/problem';

export interface Lines {
  readonly count: number;
  /** Offset of the first character of a line (zero-based). */
  startOf(line: number): number;
  positionAt(offset: number): Position;
  /** The offset of a position; one beyond a line or the text is moved to its end. */
  offsetAt(position: Position): number;
  rangeOf(span: { readonly from: number; readonly to: number }): Range;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  const startOf = (line: number): number => starts[line] ?? text.length;

  const positionAt = (offset: number): Position => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: Math.max(0, Math.min(offset, text.length) - starts[low]!) };
  };

  return {
    count: starts.length,
    startOf,
    positionAt,
    offsetAt: ({ line, character }) =>
      line < 0
        ? 0
        : Math.min(startOf(line) + Math.max(0, character), endOfLine(text, startOf(line + 1), startOf(line))),
    rangeOf: ({ from, to }) => ({ start: positionAt(from), end: positionAt(to) }),
  };
}

/** Offset before the line break that ends at `next`. */
function endOfLine(text: string, next: number, start: number): number {
  let end = next;
  if (end > start && text[end - 1] === '\n') end -= 1;
  if (end > start && text[end - 1] === '\r') end -= 1;
  return end;
}
