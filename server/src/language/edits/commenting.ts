/** Text that the language cannot read becomes a comment, line by line; a `#` was meant as one. */
import type { Span } from '../syntax/nodes';
import type { Source, TextEdit } from './edit';

/** `isHash` where every line was a comment of another language. */
export function commentOut(
  { text, lines }: Source,
  span: Span,
): { readonly edits: readonly TextEdit[]; readonly isHash: boolean } {
  const edits: TextEdit[] = [];
  const { start, end } = lines.rangeOf(span);
  for (let line = start.line; line <= end.line; line += 1) {
    const from = Math.max(span.from, lines.startOf(line));
    const [, blanks, hash, rest] = /^([ \t]*)(#*)([^\r\n]*)/.exec(text.slice(from, span.to))!;
    if (hash === '' && rest === '') continue;
    const begin = from + blanks!.length;
    edits.push({ from: begin, to: begin + hash!.length, newText: hash === '' ? '// ' : '//' });
  }
  return { edits, isHash: edits.every(({ from, to }) => to > from) };
}
