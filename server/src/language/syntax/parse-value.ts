/** Values: numbers, strings, names, lists, ranges, calls, selections of columns, and columns read as a type. */
import { stringUnclosed, valueMissing } from '../problems/syntax';
import { fitted } from './fitted';
import type { ArgumentNode, MissingValue, NameNode, Value } from './nodes';
import { readString } from './string-literal';
import type { TokenReader } from './token-reader';
import { TokenKind } from './tokens';

/**
 * A value after `after` (a property name, a comma); a missing one is reported and answered as such, with `example` as its fix.
 */
export function parseValue(reader: TokenReader, after: string, example?: string): Value {
  const value = parseRange(reader);
  if (!value) return missingValue(reader, after, example);
  if (reader.kind() === TokenKind.Name && reader.text() === 'as' && !reader.startsLine()) {
    reader.take();
    const type =
      (startsOnThisLine(reader) && parsePrimary(reader)) ||
      missingValue(reader, 'as', example?.split(' as ').at(1));
    return { kind: 'as', columns: value, type, from: value.from, to: type.to };
  }
  return value;
}

/** The value after a colon or `=`. On a new line only what cannot be the next entry counts as the value. */
export function parseValueOfEntry(reader: TokenReader, after: string, example?: string): Value {
  return startsOnThisLine(reader) ? parseValue(reader, after, example) : missingValue(reader, after, example);
}

const startsOnThisLine = (reader: TokenReader): boolean =>
  !reader.startsLine() ||
  reader.kind() === TokenKind.String ||
  reader.kind() === TokenKind.OpenBracket ||
  reader.kind() === TokenKind.Number;

function missingValue(reader: TokenReader, after: string, example?: string): MissingValue {
  const fixes = example === undefined ? [] : reader.inserting(` ${example}`);
  reader.report((where) => valueMissing(where, after, fixes), reader.visibleGap);
  return { kind: 'missing', ...reader.gap };
}

function parseRange(reader: TokenReader): Value | null {
  const first = parsePrimary(reader);
  if (!first || !reader.takeIf(TokenKind.Range)) return first;
  const last = parsePrimary(reader) ?? missingValue(reader, '..');
  return { kind: 'range', first, last, from: first.from, to: last.to };
}

function parsePrimary(reader: TokenReader): Value | null {
  switch (reader.kind()) {
    case TokenKind.Number: {
      const written = reader.text();
      const percent = written.endsWith('%');
      const value = percent ? Number(written.slice(0, -1)) / 100 : Number(written);
      const { from, to } = reader.take();
      return { kind: 'number', value, percent, from, to };
    }
    case TokenKind.String: {
      const { value, closed } = readString(reader.text());
      const span = reader.span();
      const end = reader.rangeOf({ from: span.to, to: span.to });
      if (!closed) reader.report((where) => stringUnclosed(where, end));
      reader.take();
      return { kind: 'string', value, from: span.from, to: span.to };
    }
    case TokenKind.OpenBracket: {
      const open = reader.take();
      const items = parseItems(reader, TokenKind.CloseBracket, ']', () => parseValue(reader, ','));
      return { kind: 'list', items, from: open.from, to: reader.previousEnd };
    }
    case TokenKind.Name:
      return parseNamed(reader);
    default:
      return null;
  }
}

function parseNamed(reader: TokenReader): Value | null {
  const name = reader.takeName();
  if (!name) return null;
  const { from } = name;
  if (reader.kind() === TokenKind.OpenParen && !reader.startsLine()) {
    const args = parseArguments(reader);
    return { kind: 'call', name, args, from, to: reader.previousEnd };
  }
  if (reader.kind() === TokenKind.OpenBracket && !reader.startsLine()) {
    reader.take();
    const items = parseItems(reader, TokenKind.CloseBracket, ']', () => parseValue(reader, ','));
    return { kind: 'selection', data: name, items, from, to: reader.previousEnd };
  }
  if (reader.kind() === TokenKind.Dot && !reader.startsLine()) {
    reader.take();
    const member = reader.startsLine() ? null : reader.takeName();
    if (!member) missingValue(reader, '.');
    return {
      kind: 'member',
      object: name,
      member: member ?? reader.missingName(),
      from,
      to: reader.previousEnd,
    };
  }
  if (name.text === 'true' || name.text === 'false')
    return { kind: 'flag', value: name.text === 'true', from, to: name.to };
  return { kind: 'word', name, from, to: name.to };
}

/** Arguments in parentheses, which must stand here. */
export function parseArguments(reader: TokenReader): readonly ArgumentNode[] {
  reader.take();
  return parseItems(reader, TokenKind.CloseParen, ')', () => {
    let name: NameNode | null = null;
    const { from } = reader.span();
    if (reader.kind() === TokenKind.Name && reader.kind(1) === TokenKind.Colon) {
      name = reader.takeWord();
      reader.take();
    }
    const value = parseValue(reader, name ? name.text : '(');
    return { kind: 'argument', name, value, from: name ? from : value.from, to: value.to };
  });
}

/**
 * Items up to `close`, over several lines if need be. A list that is never closed ends where a declaration, a property
 * or a brace shows that it is over. A comma too many at the end is allowed.
 */
function parseItems<T>(
  reader: TokenReader,
  close: TokenKind,
  symbol: string,
  parseItem: () => T,
): readonly T[] {
  const items: T[] = [];
  reader.nested(() => {
    while (!isOver(reader, close)) {
      items.push(parseItem());
      if (reader.takeIf(TokenKind.Comma)) continue;
      if (isOver(reader, close) || reader.startsLine() || !canBegin(reader.kind())) break;
      reader.reportMissing(',');
    }
  });
  reader.expect(close, symbol);
  return fitted(items);
}

function isOver(reader: TokenReader, close: TokenKind): boolean {
  const kind = reader.kind();
  return (
    kind === close ||
    kind === TokenKind.End ||
    kind === TokenKind.CloseBrace ||
    kind === TokenKind.OpenBrace ||
    reader.atDeclaration() ||
    (close === TokenKind.CloseBracket && reader.startsLine() && reader.kind(1) === TokenKind.Colon)
  );
}

const canBegin = (kind: TokenKind): boolean =>
  kind === TokenKind.Name ||
  kind === TokenKind.Number ||
  kind === TokenKind.String ||
  kind === TokenKind.OpenBracket;
