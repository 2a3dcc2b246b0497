/** What belongs to an entry or declaration and moves with it: the comments above it and the one behind it on its line. */
import { startOfLine, type Source } from '../edits/edit';
import type { BlockNode, Span } from '../syntax/nodes';

export interface Stretch extends Span {
  readonly entry: BlockNode['entries'][number];
}

/** In the order of the block. A stretch begins where the one before it ends, so that all of them are the block's content. */
export function stretchesOf({ text }: Source, block: BlockNode): readonly Stretch[] {
  let from = endOfOpening(text, block);
  return block.entries.map((entry) => {
    const begin = from;
    from =
      entry.to +
      /^[ \t]*;?(?:[ \t]*\/\/[^\r\n]*|[ \t]*\/\*[^\r\n]*?\*\/(?=[ \t]*[\r\n]))?/.exec(
        text.slice(entry.to),
      )![0].length;
    return { entry, from: begin, to: from };
  });
}

/** Behind the brace, and behind a comment on its line, which speaks of the whole block. */
export function endOfOpening(text: string, block: BlockNode): number {
  const open = block.open?.to ?? block.from;
  return open + (/^[ \t]*\/\/[^\r\n]*/.exec(text.slice(open))?.[0].length ?? 0);
}

/** What was written in a stretch, with its indentation, and without the sign that set it apart from the next one. */
export const writtenIn = ({ text }: Source, { from, to }: Span): string =>
  text
    .slice(from, to)
    .replace(/^(?:[ \t]*[\r\n]+)+/, '')
    .trimEnd()
    .replace(/;(?=[ \t]*(?:\/\/[^\r\n]*)?$)/, '');

/** Where the comment lines begin that stand right above a declaration. */
export function startOfComments(source: Source, { from }: Span): number {
  const { lines, text } = source;
  let start = startOfLine(source, from);
  if (text.slice(start, from).trim() !== '') return from;
  for (let line = lines.positionAt(from).line - 1; line >= 0; line -= 1) {
    const begin = lines.startOf(line);
    if (!text.slice(begin, start).trimStart().startsWith('//')) break;
    start = begin;
  }
  return start;
}

/** The comment that ends the last line of a declaration; empty and right behind it where there is none. */
export function commentBehind({ text }: Source, { to }: Span): Span {
  const [, blanks = '', comment] = /^([ \t]*;?[ \t]*)(\/\/[^\r\n]*)?/.exec(text.slice(to))!;
  return comment === undefined
    ? { from: to, to }
    : { from: to + blanks.length, to: to + blanks.length + comment.length };
}
