/** From offsets to lines and back. Offsets count UTF-16 units, positions those of an encoding; a line ends with LF, CRLF or CR. */
import type { Position, Range } from '../../../../contract/problem';
import { offsetBehind, unitsBetween, type PositionEncoding } from './position-encoding';

export interface Lines {
  readonly count: number;
  /** Offset of the first character of a line (zero-based). */
  startOf(line: number): number;
  positionAt(offset: number): Position;
  /** The offset of a position; one beyond a line or the text is moved to its end. */
  offsetAt(position: Position): number;
  rangeOf(span: { readonly from: number; readonly to: number }): Range;
  /** What positions count. */
  readonly encoding: PositionEncoding;
}

export function linesOf(text: string, encoding: PositionEncoding = 'utf-16'): Lines {
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
    const start = starts[low]!;
    const end = Math.max(start, Math.min(offset, text.length));
    return { line: low, character: unitsBetween(text, start, end, encoding) };
  };

  return {
    count: starts.length,
    startOf,
    positionAt,
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      const start = startOf(line);
      const end = endOfLine(text, startOf(line + 1), start);
      return offsetBehind(text, start, Math.max(0, character), end, encoding);
    },
    rangeOf: ({ from, to }) => ({ start: positionAt(from), end: positionAt(to) }),
    encoding,
  };
}

/** Offset before the line break that ends at `next`. */
function endOfLine(text: string, next: number, start: number): number {
  let end = next;
  if (end > start && text[end - 1] === '\n') end -= 1;
  if (end > start && text[end - 1] === '\r') end -= 1;
  return end;
}
