/** Blocks: properties and layer calls, one on each line. */
import { text } from '../../../../contract/text';
import { commentOut } from '../edits/commenting';
import { removeEntry } from '../edits/removing';
import { declarationForms } from '../grammar/declarations';
import { entryOf } from '../grammar/entry-of';
import { isDeclarationKeyword } from '../grammar/keywords';
import type { DeclarationKind } from '../grammar/forms';
import { blockUnclosed, colonExpected, entryExpected, separatorMissing } from '../problems/syntax';
import { fitted, none } from './fitted';
import type { ArgumentNode, BlockNode, LayerNode, NameNode, PropertyNode, Span } from './nodes';
import { parseArguments, parseValueOfEntry } from './parse-value';
import type { TokenReader } from './token-reader';
import { TokenKind } from './tokens';

/** The block that must stand here. Where only its brace is missing it is read; otherwise it is answered empty. */
export function parseBlock(reader: TokenReader, kind: DeclarationKind): BlockNode {
  const { from } = reader.gap;
  const open = reader.takeIf(TokenKind.OpenBrace);
  if (!open) {
    const isEmpty = !isEntryHere(reader);
    reader.reportMissing('{', isEmpty ? ' { }' : ' {');
    if (isEmpty) return { kind: 'block', entries: [], open: null, close: null, from, to: from };
  }
  const entries: (PropertyNode | LayerNode)[] = [];
  reader.nested(() => {
    while (!isBlockOver(reader)) {
      if (reader.takeIf(TokenKind.Semicolon)) continue;
      const entry = parseEntry(reader, kind);
      if (entry) entries.push(entry);
      checkSeparator(reader);
    }
  });
  const close = reader.takeIf(TokenKind.CloseBrace);
  if (!close && open) reportUnclosed(reader, open, entries);
  const begin = open?.from ?? from;
  return { kind: 'block', entries: fitted(entries), open, close, from: begin, to: reader.previousEnd };
}

/** What can only be an entry of the block: a property, or something indented. */
function isEntryHere(reader: TokenReader): boolean {
  if (reader.kind() !== TokenKind.Name || reader.atDeclaration()) return false;
  const isIndented = reader.startsLine() && reader.rangeOf(reader.span()).start.character > 0;
  return isIndented || (reader.kind(1) === TokenKind.Colon && !reader.startsLine(1));
}

const isBlockOver = (reader: TokenReader): boolean =>
  reader.kind() === TokenKind.CloseBrace || reader.atEnd || reader.atDeclaration();

/** The place is the opening brace, where the block stands; the fix puts the other one on a line of its own. */
function reportUnclosed(reader: TokenReader, open: Span, entries: readonly Span[]): void {
  const end = reader.rangeOf(reader.gap);
  const { text } = reader.tokens;
  const lineStart = reader.lines.startOf(reader.rangeOf(open).start.line);
  const indent = /^[ \t]*/.exec(text.slice(lineStart, open.from - reader.base))![0];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const sameLine = entries.length > 0 && end.start.line === reader.rangeOf(open).start.line;
  const { endOfLine } = reader;
  const at = sameLine ? end : reader.rangeOf({ from: endOfLine, to: endOfLine });
  reader.report((where) => blockUnclosed(where, at, sameLine ? ' }' : `${lineBreak}${indent}}`), open);
}

function checkSeparator(reader: TokenReader): void {
  if (reader.startsLine() || reader.kind() === TokenKind.Semicolon || isBlockOver(reader)) return;
  const at = reader.rangeOf(reader.gap);
  reader.report((where) => separatorMissing(where, reader.text(), at));
  if (reader.kind() !== TokenKind.Name) reader.skipEntry();
}

function parseEntry(reader: TokenReader, kind: DeclarationKind): PropertyNode | LayerNode | null {
  if (reader.kind() !== TokenKind.Name) {
    const fixes = turnIntoComment(reader);
    reader.report((where) => entryExpected(where, reader.text(), fixes));
    reader.skipEntry();
    return null;
  }
  const name = reader.takeWord();
  if (reader.kind() === TokenKind.Colon && !reader.startsLine()) {
    reader.take();
    return parsePropertyValue(reader, name, kind);
  }
  if (isPropertyWithoutColon(reader, kind, name)) {
    const gap = { from: name.to, to: reader.span().from };
    const sign = reader.kind() === TokenKind.Equals ? reader.take() : null;
    const between = sign ? { from: name.to, to: reader.span().from } : gap;
    reader.report((where) => colonExpected(where, name.text, reader.rangeOf(between)), sign ?? name);
    return parsePropertyValue(reader, name, kind);
  }
  return parseLayer(reader, name, kind);
}

/** The entry, or all of the line that a `#` begins. */
function turnIntoComment(reader: TokenReader) {
  const isHash = reader.text() === '#' && reader.startsLine();
  const span = isHash ? reader.restOfLine : spanOfEntry(reader);
  // Nothing else may fall into the comment.
  if (/^[ \t]*[;}]/.test(reader.tokens.text.slice(span.to - reader.base))) {
    const shown = reader.tokens.text.slice(span.from, span.to);
    return reader.editing(text('Remove `{text}`', { text: shown }), [removeEntry(reader.source, span)]);
  }
  const { edits } = commentOut(reader.source, span);
  return reader.editing(text('Turn into a comment'), edits, isHash);
}

/** What `skipEntry` passes over. */
function spanOfEntry(reader: TokenReader): Span {
  let open = 0;
  const count = (ahead: number): void => {
    if (reader.kind(ahead) === TokenKind.OpenBrace) open += 1;
    else if (reader.kind(ahead) === TokenKind.CloseBrace) open -= 1;
  };
  count(0);
  return reader.spanWhile((ahead) => {
    const kind = reader.kind(ahead);
    if (reader.startsLine(ahead) && (open === 0 || isDeclarationKeyword(reader.text(ahead)))) return false;
    if (open === 0 && (kind === TokenKind.Semicolon || kind === TokenKind.CloseBrace)) return false;
    count(ahead);
    return true;
  });
}

/** `batch = 64`, `batch 64`, `loss mse`: what was meant is plain. */
function isPropertyWithoutColon(reader: TokenReader, kind: DeclarationKind, name: NameNode): boolean {
  if (reader.startsLine()) return false;
  switch (reader.kind()) {
    case TokenKind.Equals:
    case TokenKind.Number:
    case TokenKind.String:
    case TokenKind.OpenBracket:
      return true;
    case TokenKind.Name:
      return Object.hasOwn(declarationForms[kind].properties, name.text);
    default:
      return false;
  }
}

function parsePropertyValue(reader: TokenReader, name: NameNode, kind: DeclarationKind): PropertyNode {
  const form = entryOf(declarationForms[kind].properties, name.text);
  // What the file would mean without the property surely fits.
  const usual = form?.value.kind === 'number' ? String(form.value.default) : form?.example;
  const value = parseValueOfEntry(reader, name.text, usual);
  return { kind: 'property', name, value, from: name.from, to: value.to };
}

function parseLayer(reader: TokenReader, name: NameNode, kind: DeclarationKind): LayerNode {
  const hasArguments = reader.kind() === TokenKind.OpenParen && !reader.startsLine();
  const args: readonly ArgumentNode[] = hasArguments ? parseArguments(reader) : none;
  const hasBlock = reader.kind() === TokenKind.OpenBrace && !reader.startsLine();
  const block = hasBlock ? parseBlock(reader, kind) : null;
  return { kind: 'layer', name, args, block, from: name.from, to: reader.previousEnd };
}
