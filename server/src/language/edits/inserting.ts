/** Where new arguments, entries, layers and declarations go, and what separates them from what is there. */
import type { ArgumentNode, BlockNode, NameNode, Span } from '../syntax/nodes';
import { beginsLine, indentAt, lineBreakOf, type Source, type TextEdit } from './edit';

const at = (offset: number, newText: string): TextEdit => ({ from: offset, to: offset, newText });

/** The first entry of a block, which stands on a line of its own where the block has several. */
export function prependEntry(source: Source, owner: Span, block: BlockNode, entry: string): TextEdit {
  const { text } = source;
  const open = block.open?.to ?? block.to;
  const [first] = block.entries;
  const end = first?.from ?? block.close?.from ?? text.length;
  if (/[\r\n]/.test(text.slice(open, end))) {
    const indent = first ? indentAt(source, first.from) : `${indentAt(source, owner.from)}  `;
    return at(open, `${lineBreakOf(text)}${indent}${entry}`);
  }
  return at(open, ` ${entry}${first ? ';' : end === open ? ' ' : ''}`);
}

/** The last entry of a block. */
export function appendEntry(source: Source, owner: Span, block: BlockNode, entry: string): TextEdit {
  const last = block.entries.at(-1);
  return last ? followEntry(source, last, entry) : prependEntry(source, owner, block, entry);
}

/** An entry behind another one. */
export const followEntry = (source: Source, before: Span, entry: string): TextEdit =>
  at(before.to, `${separatorAt(source, before)}${entry}`);

/** An entry before another one. */
export const precedeEntry = (source: Source, behind: Span, entry: string): TextEdit =>
  at(behind.from, `${entry}${separatorAt(source, behind)}`);

/** A line break with the same indent where the entry begins its line, else `; `. */
const separatorAt = (source: Source, { from }: Span): string =>
  beginsLine(source, from) ? `${lineBreakOf(source.text)}${indentAt(source, from)}` : '; ';

/** A declaration before `span`, or at the end of the text. */
export function insertDeclaration(source: Source, span: Span | null, written: string): TextEdit {
  const { text } = source;
  const lineBreak = lineBreakOf(text);
  const lines = written.replaceAll('\n', lineBreak);
  if (span) return at(span.from, `${lines}${lineBreak}${lineBreak}`);
  const lead = text.trim() === '' ? '' : /[\r\n]$/.test(text) ? lineBreak : `${lineBreak}${lineBreak}`;
  return at(text.length, `${lead}${lines}${lineBreak}`);
}

/** An argument of a call, positional where all before it are and `index` is the next one. */
export function insertArgument(
  { text }: Source,
  name: NameNode | Span,
  args: readonly ArgumentNode[],
  parameter: { readonly name: string; readonly index: number },
  value: string,
): TextEdit {
  const isNext = args.length === parameter.index && args.every((argument) => !argument.name);
  const written = isNext ? value : `${parameter.name}: ${value}`;
  const last = args.at(-1);
  if (last) return at(last.to, `, ${written}`);
  const open = /^[ \t]*\(/.exec(text.slice(name.to));
  return open ? at(name.to + open[0].length, written) : at(name.to, `(${written})`);
}
