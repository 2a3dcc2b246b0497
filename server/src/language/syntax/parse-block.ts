/** Blocks: properties and layer calls, one on each line. */
import { declarationForms } from '../grammar/declarations';
import type { DeclarationKind } from '../grammar/forms';
import { blockUnclosed, colonExpected, entryExpected, separatorMissing } from '../problems/syntax';
import type { ArgumentNode, BlockNode, LayerNode, NameNode, PropertyNode, Span } from './nodes';
import { parseArguments, parseValueOfEntry } from './parse-value';
import type { TokenReader } from './token-reader';
import { TokenKind } from './tokens';

/** The block that must stand here; a missing one is reported and answered empty. */
export function parseBlock(reader: TokenReader, kind: DeclarationKind): BlockNode {
  if (reader.kind() !== TokenKind.OpenBrace) {
    reader.reportMissing('{');
    return { kind: 'block', entries: [], open: null, close: null, ...reader.gap };
  }
  const open = reader.take();
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
  if (!close) reportUnclosed(reader, open, entries);
  return { kind: 'block', entries, open, close, from: open.from, to: reader.previousEnd };
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
  const restOfLine = /^[^\r\n]*/.exec(text.slice(reader.previousEnd - reader.base))![0];
  const behind = { start: reader.lines.positionAt(reader.previousEnd - reader.base + restOfLine.length) };
  const at = sameLine ? end : { start: behind.start, end: behind.start };
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
    reader.report((where) => entryExpected(where, reader.text()));
    reader.skipEntry();
    return null;
  }
  const name: NameNode = { kind: 'name', text: reader.text(), ...reader.take() };
  if (reader.kind() === TokenKind.Colon && !reader.startsLine()) {
    reader.take();
    return parsePropertyValue(reader, name);
  }
  if (isPropertyWithoutColon(reader, kind, name)) {
    const gap = { from: name.to, to: reader.span().from };
    const sign = reader.kind() === TokenKind.Equals ? reader.take() : null;
    const between = sign ? { from: name.to, to: reader.span().from } : gap;
    reader.report((where) => colonExpected(where, name.text, reader.rangeOf(between)), sign ?? name);
    return parsePropertyValue(reader, name);
  }
  return parseLayer(reader, name, kind);
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

function parsePropertyValue(reader: TokenReader, name: NameNode): PropertyNode {
  const value = parseValueOfEntry(reader, name.text);
  return { kind: 'property', name, value, from: name.from, to: value.to };
}

function parseLayer(reader: TokenReader, name: NameNode, kind: DeclarationKind): LayerNode {
  const hasArguments = reader.kind() === TokenKind.OpenParen && !reader.startsLine();
  const args: readonly ArgumentNode[] = hasArguments ? parseArguments(reader) : [];
  const hasBlock = reader.kind() === TokenKind.OpenBrace && !reader.startsLine();
  const block = hasBlock ? parseBlock(reader, kind) : null;
  return { kind: 'layer', name, args, block, from: name.from, to: reader.previousEnd };
}
