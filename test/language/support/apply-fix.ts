/** A text after the edits of a fix. */
import type { Fix } from '../../../contract/problem';
import { linesOf } from '../../../server/src/language/syntax/lines';

export function applyFix(text: string, { edits }: Fix): string {
  const { offsetAt } = linesOf(text);
  return edits
    .toSorted((a, b) => offsetAt(b.range.start) - offsetAt(a.range.start))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, offsetAt(range.start)) + newText + now.slice(offsetAt(range.end)),
      text,
    );
}
