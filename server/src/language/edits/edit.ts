/** A change of a text by offsets, and how the text around it is written: line breaks of its own kind, indentation. */
import type { Fix } from '../../../../contract/problem';
import type { Lines } from '../syntax/lines';
import type { Span } from '../syntax/nodes';

export interface TextEdit extends Span {
  readonly newText: string;
}

/** A text and its lines; every tree is one. */
export interface Source {
  readonly text: string;
  readonly lines: Lines;
}

/** As problems carry it. */
export const editOf = ({ lines }: Source, { newText, ...span }: TextEdit): Fix['edits'][number] => ({
  range: lines.rangeOf(span),
  newText,
});

/** Files from Windows keep their line breaks. */
export const lineBreakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** The blanks that the line of `offset` begins with. */
export function indentAt(source: Source, offset: number): string {
  const start = startOfLine(source, offset);
  return /^[ \t]*/.exec(source.text.slice(start, offset))![0];
}

export const startOfLine = ({ lines }: Source, offset: number): number =>
  lines.startOf(lines.positionAt(offset).line);

/** Only blanks stand before `offset` on its line. */
export const beginsLine = (source: Source, offset: number): boolean =>
  source.text.slice(startOfLine(source, offset), offset).trim() === '';
