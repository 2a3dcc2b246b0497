/** A text after the edits of a fix. */
import type { Fix } from '../../../contract/problem';
import { linesOf } from '../../../server/src/language/syntax/lines';

export function applyFix(text: string, { edits }: Fix): string {
  const lines = linesOf(text);
  return edits
    .toSorted((a, b) => lines.offsetAt(b.range.start) - lines.offsetAt(a.range.start))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, lines.offsetAt(range.start)) + newText + now.slice(lines.offsetAt(range.end)),
      text,
    );
}
