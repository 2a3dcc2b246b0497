/** Declarations: from the keyword to the end of the block or value. */
import type { DeclarationKind } from '../grammar/forms';
import { experimentTitleExpected, nameMissing, textUnexpected } from '../problems/syntax';
import type { BlockKind, DeclarationNode, NameNode, Span } from './nodes';
import { parseBlock } from './parse-block';
import { parseValueOfEntry } from './parse-value';
import type { TokenReader } from './token-reader';
import { TokenKind } from './tokens';

/** Reads the declaration whose keyword stands here (or what was meant as one). */
export function parseDeclaration(reader: TokenReader, kind: DeclarationKind): DeclarationNode {
  const keyword = reader.take();
  const declaration = parseKind(reader, kind, keyword);
  if (!reader.startsLine() && !reader.atEnd && !reader.takeIf(TokenKind.Semicolon)) {
    reader.report((where) => textUnexpected(where, reader.text()));
    skipLine(reader);
  }
  return declaration;
}

/** Declarations that follow on the same line are kept for the next reading. */
function skipLine(reader: TokenReader): void {
  while (!reader.startsLine() && !reader.atEnd) reader.take();
}

function parseKind(reader: TokenReader, kind: DeclarationKind, keyword: Span): DeclarationNode {
  switch (kind) {
    case 'experiment': {
      const title = parseValueOfEntry(reader, 'experiment');
      if (title.kind !== 'string' && title.kind !== 'missing')
        reader.report((where) => experimentTitleExpected(where), title);
      return { kind, keyword, title, from: keyword.from, to: title.to };
    }
    case 'let': {
      const name = parseName(reader);
      reader.expect(TokenKind.Equals, '=');
      const value = parseValueOfEntry(reader, '=');
      return { kind, keyword, name, value, from: keyword.from, to: value.to };
    }
    case 'input': {
      const name = parseName(reader);
      reader.expect(TokenKind.Equals, '=');
      const value = parseValueOfEntry(reader, '=');
      const [columns, type] = value.kind === 'as' ? [value.columns, value.type] : [value, null];
      return { kind, keyword, name, columns, type, from: keyword.from, to: value.to };
    }
    case 'data':
      return parseBlockDeclaration(reader, kind, keyword, parseName(reader), []);
    case 'shared':
    case 'network':
    case 'task': {
      const name = parseName(reader);
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
    reader.report((where) => textUnexpected(where, reader.text()));
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

function parseName(reader: TokenReader): NameNode {
  const name = reader.startsLine() ? null : reader.takeName();
  if (name) return name;
  reader.report((where) => nameMissing(where), reader.visibleGap);
  return reader.missingName();
}

/** `(x, y)`: what a block or task stands on. */
function parseFoundations(reader: TokenReader): readonly NameNode[] {
  const isElsewhere = reader.startsLine() && reader.kind() !== TokenKind.OpenBrace;
  if (isElsewhere || !reader.expect(TokenKind.OpenParen, '(')) return [];
  const names: NameNode[] = [];
  while (!areFoundationsOver(reader)) {
    const name = reader.takeName();
    if (name) names.push(name);
    else {
      reader.report((where) => nameMissing(where));
      if (reader.kind() !== TokenKind.Comma) reader.take();
    }
    if (areFoundationsOver(reader)) break;
    if (reader.takeIf(TokenKind.Comma)) continue;
    reader.reportMissing(',');
  }
  reader.expect(TokenKind.CloseParen, ')');
  return names;
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
  return names;
}

const isHeadOver = (reader: TokenReader): boolean =>
  reader.kind() === TokenKind.OpenBrace || reader.startsLine() || reader.atEnd;
