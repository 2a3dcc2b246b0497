/** Declarations: from the keyword to the end of the block or value. */
import { text } from '../../../../contract/text';
import { freeName } from '../edits/free-name';
import { removeItem } from '../edits/removing';
import type { DeclarationKind } from '../grammar/forms';

import { experimentTitleExpected, nameMissing, textUnexpected } from '../problems/syntax';
import { fitted } from './fitted';
import type { BlockKind, DeclarationNode, NameNode, Span } from './nodes';
import { parseBlock } from './parse-block';
import { parseValueOfEntry } from './parse-value';
import type { TokenReader } from './token-reader';
import { writeString } from './string-literal';
import { TokenKind } from './tokens';

/** Reads the declaration whose keyword stands here (or what was meant as one). */
export function parseDeclaration(reader: TokenReader, kind: DeclarationKind): DeclarationNode {
  const keyword = reader.take();
  const declaration = parseKind(reader, kind, keyword);
  if (!reader.startsLine() && !reader.atEnd && !reader.takeIf(TokenKind.Semicolon)) {
    reportUnexpected(reader, reader.restOfLine);
    skipLine(reader);
  }
  return declaration;
}

function reportUnexpected(reader: TokenReader, excess: Span): void {
  const written = reader.tokens.text.slice(excess.from, excess.to);
  reader.report((where) => textUnexpected(where, reader.text(), reader.rangeOf(excess), written));
}

/** Declarations that follow on the same line are kept for the next reading. */
function skipLine(reader: TokenReader): void {
  while (!reader.startsLine() && !reader.atEnd) reader.take();
}

function parseKind(reader: TokenReader, kind: DeclarationKind, keyword: Span): DeclarationNode {
  switch (kind) {
    case 'experiment': {
      const title = parseValueOfEntry(reader, 'experiment', '"Experiment"');
      if (title.kind !== 'string' && title.kind !== 'missing') reportTitle(reader, title);
      return { kind, keyword, title, from: keyword.from, to: title.to };
    }
    case 'let': {
      const name = parseName(reader, kind);
      if (!reader.takeIf(TokenKind.Equals)) reader.reportMissing('=', ' =');
      const value = parseValueOfEntry(reader, '=', '1');
      return { kind, keyword, name, value, from: keyword.from, to: value.to };
    }
    case 'input': {
      const name = parseName(reader, kind);
      if (!reader.takeIf(TokenKind.Equals)) reader.reportMissing('=', ' =');
      const value = parseValueOfEntry(reader, '=', 'data.column as numbers');
      const [columns, type] = value.kind === 'as' ? [value.columns, value.type] : [value, null];
      return { kind, keyword, name, columns, type, from: keyword.from, to: value.to };
    }
    case 'data':
      return parseBlockDeclaration(reader, kind, keyword, parseName(reader, kind), []);
    case 'shared':
    case 'network':
    case 'task': {
      const name = parseName(reader, kind);
      return parseBlockDeclaration(reader, kind, keyword, name, parseFoundations(reader));
    }
    case 'cotrain':
      return parseBlockDeclaration(reader, kind, keyword, null, parseChain(reader));
    case 'train':
    case 'sweep':
      return parseBlockDeclaration(reader, kind, keyword, null, []);
  }
}

function parseBlockDeclaration(
  reader: TokenReader,
  kind: BlockKind,
  keyword: Span,
  name: NameNode | null,
  on: readonly NameNode[],
): DeclarationNode {
  // What stands between the head and the brace, on the same line, is reported once and left out.
  if (reader.kind() !== TokenKind.OpenBrace && !reader.startsLine() && lineHoldsBrace(reader)) {
    reportUnexpected(
      reader,
      reader.spanWhile((ahead) => reader.kind(ahead) !== TokenKind.OpenBrace),
    );
    while (reader.kind() !== TokenKind.OpenBrace) reader.take();
  }
  const block = parseBlock(reader, kind);
  return { kind, keyword, name, on, block, from: keyword.from, to: reader.previousEnd };
}

function lineHoldsBrace(reader: TokenReader): boolean {
  for (let ahead = 0; !reader.startsLine(ahead); ahead += 1)
    if (reader.kind(ahead) === TokenKind.OpenBrace) return true;
  return false;
}

/** `stem` is what a new name may begin with; absent where it must be one that is declared. */
function parseName(reader: TokenReader, stem?: string): NameNode {
  const name = reader.startsLine() ? null : reader.takeName();
  if (name) return name;
  const fixes = stem === undefined ? [] : reader.inserting(` ${freeName(reader.tokens, stem)}`);
  reader.report((where) => nameMissing(where, fixes), reader.visibleGap);
  return reader.missingName();
}

/** A title of several words without quotes reaches to the end of its line. */
function reportTitle(reader: TokenReader, title: Span): void {
  const { to } = reader.startsLine() ? title : reader.restOfLine;
  const span = { from: title.from, to };
  const quoted = writeString(reader.tokens.text.slice(span.from, span.to));
  reader.report((where) => experimentTitleExpected(where, reader.rangeOf(span), quoted), title);
}

/** `(x, y)`: what a block or task stands on. */
function parseFoundations(reader: TokenReader): readonly NameNode[] {
  const isElsewhere = reader.startsLine() && reader.kind() !== TokenKind.OpenBrace;
  if (isElsewhere) return [];
  if (!reader.takeIf(TokenKind.OpenParen)) {
    // Where nothing stands between them, both are missing; what belongs there is said next.
    reader.reportMissing('(', reader.kind() === TokenKind.OpenBrace ? '()' : '(');
    return [];
  }
  const names: NameNode[] = [];
  while (!areFoundationsOver(reader)) {
    const name = reader.takeName();
    if (name) names.push(name);
    else {
      const edit = removeItem(reader.source, reader.span());
      const fixes = reader.editing(text('Remove `{text}`', { text: reader.text() }), [edit]);
      reader.report((where) => nameMissing(where, fixes));
      if (reader.kind() !== TokenKind.Comma) reader.take();
    }
    if (areFoundationsOver(reader)) break;
    if (reader.takeIf(TokenKind.Comma)) continue;
    reader.reportMissing(',');
  }
  reader.expect(TokenKind.CloseParen, ')');
  return fitted(names);
}

/** The names may stand on several lines; a property or declaration shows that the parenthesis was never closed. */
const areFoundationsOver = (reader: TokenReader): boolean =>
  reader.kind() === TokenKind.CloseParen ||
  reader.kind() === TokenKind.OpenBrace ||
  reader.kind() === TokenKind.CloseBrace ||
  reader.atEnd ||
  reader.atDeclaration() ||
  (reader.startsLine() && reader.kind(1) === TokenKind.Colon);

/** `left <-> right <-> c`: the networks that teach each other. */
function parseChain(reader: TokenReader): readonly NameNode[] {
  const names: NameNode[] = [];
  while (!isHeadOver(reader)) {
    names.push(parseName(reader));
    if (!reader.takeIf(TokenKind.Link)) break;
    if (isHeadOver(reader)) names.push(parseName(reader));
  }
  if (names.length === 0) names.push(parseName(reader));
  return fitted(names);
}

const isHeadOver = (reader: TokenReader): boolean =>
  reader.kind() === TokenKind.OpenBrace || reader.startsLine() || reader.atEnd;
