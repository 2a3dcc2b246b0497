/** Cuts a text into tokens: one pass, no failure, nothing left out. */
import { propertyNames, declarationKeywords } from '../grammar/keywords';
import { distanceOf, type Change } from './change';
import { TokenList } from './token-list';
import { TokenKind, tokenStart, type Tokens } from './tokens';

/** The text may hold anything; what no rule takes becomes an `Unknown` token. */
export function tokenize(text: string): Tokens {
  const list = new TokenList(text.length / 3);
  cutFrom(text, list, 0, () => false);
  return list.tokens(text);
}

/**
 * The same from the tokens of an earlier text: those up to `first`, which begins a declaration before the change, are taken over, and those behind
 * the change as soon as a line begins alike in both.
 */
export function retokenize(text: string, before: Tokens, change: Change, first: number): Tokens {
  const distance = distanceOf(change);
  const list = new TokenList(before.count + 64);
  list.copyHead(before, first);
  let old = first;
  /** Whether the earlier text has a token here that begins a line too: from there on both are cut alike. */
  const isKnown = (at: number): boolean => {
    if (at < change.newTo || list.lastKind !== TokenKind.NewLine) return false;
    while (old < before.count && tokenStart(before, old) < at - distance) old += 1;
    return tokenStart(before, old) === at - distance && before.kinds[old - 1] === TokenKind.NewLine;
  };
  const isOver = cutFrom(text, list, tokenStart(before, first), isKnown);
  if (isOver) list.copyTail(before, old, distance);
  return isOver ? list.copied(text) : list.tokens(text);
}

/** Adds the tokens from an offset, which begins a line, until the next one is known or the text ends. */
function cutFrom(text: string, list: TokenList, from: number, isKnown: (at: number) => boolean): boolean {
  let freshLine = true;
  let at = from;
  while (at < text.length) {
    if (isKnown(at)) return true;
    const { kind, end } = readToken(text, at, list.lastKind);
    if (kind === TokenKind.NewLine) freshLine = true;
    else if (kind === TokenKind.BlockComment) freshLine ||= /[\r\n]/.test(text.slice(at, end));
    list.add(kind, at, freshLine && kind > TokenKind.BlockComment);
    if (kind > TokenKind.BlockComment) freshLine = false;
    at = end;
  }
  return false;
}

interface Cut {
  readonly kind: TokenKind;
  readonly end: number;
}

const single: Readonly<Record<string, TokenKind>> = {
  '{': TokenKind.OpenBrace,
  '}': TokenKind.CloseBrace,
  '(': TokenKind.OpenParen,
  ')': TokenKind.CloseParen,
  '[': TokenKind.OpenBracket,
  ']': TokenKind.CloseBracket,
  ':': TokenKind.Colon,
  ',': TokenKind.Comma,
  ';': TokenKind.Semicolon,
  '=': TokenKind.Equals,
};

function readToken(text: string, at: number, before: TokenKind): Cut {
  const char = text[at]!;
  const kind = single[char];
  if (kind !== undefined) return { kind, end: at + 1 };
  if (isBlank(char)) return { kind: TokenKind.Space, end: take(text, at, isBlank) };
  if (char === '\n') return { kind: TokenKind.NewLine, end: at + 1 };
  if (char === '\r') return { kind: TokenKind.NewLine, end: text[at + 1] === '\n' ? at + 2 : at + 1 };
  if (char === '/' && text[at + 1] === '/')
    return { kind: TokenKind.LineComment, end: take(text, at, (next) => next !== '\n' && next !== '\r') };
  if (char === '/' && text[at + 1] === '*') {
    const close = text.indexOf('*/', at + 2);
    return { kind: TokenKind.BlockComment, end: close < 0 ? text.length : close + 2 };
  }
  if (char === '"') return { kind: TokenKind.String, end: endOfString(text, at) };
  const numberEnd = endOfNumber(text, at, before);
  if (numberEnd > at) return { kind: TokenKind.Number, end: numberEnd };
  if (char === '.')
    return text[at + 1] === '.'
      ? { kind: TokenKind.Range, end: at + 2 }
      : { kind: TokenKind.Dot, end: at + 1 };
  if (text.startsWith('<->', at)) return { kind: TokenKind.Link, end: at + 3 };
  const nameEnd = endOfName(text, at);
  if (nameEnd > at) return { kind: TokenKind.Name, end: nameEnd };
  return { kind: TokenKind.Unknown, end: at + (text.codePointAt(at)! > 0xffff ? 2 : 1) };
}

const isBlank = (char: string): boolean =>
  char === ' ' || char === '\t' || char === '\u00a0' || char === '\ufeff' || char === '\f' || char === '\v';

function take(text: string, from: number, fits: (char: string) => boolean): number {
  let end = from;
  while (end < text.length && fits(text[end]!)) end += 1;
  return end;
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

/**
 * `12`, `-3`, `0.5`, `.5`, `1e-3`, `80%`. Two dots belong to a range and a dot after a name to a member, so `1..5` is
 * three tokens and so is `d.5`.
 */
function endOfNumber(text: string, from: number, before: TokenKind): number {
  let at = text[from] === '-' ? from + 1 : from;
  const startsWithDot = text[at] === '.' && isDigit(text[at + 1]) && before !== TokenKind.Name;
  if (!isDigit(text[at]) && !startsWithDot) return from;
  at = take(text, at, isDigit);
  if (text[at] === '.' && isDigit(text[at + 1])) at = take(text, at + 1, isDigit);
  if (text[at] === 'e' || text[at] === 'E') {
    const digits = text[at + 1] === '+' || text[at + 1] === '-' ? at + 2 : at + 1;
    if (isDigit(text[digits])) at = take(text, digits, isDigit);
  }
  return text[at] === '%' ? at + 1 : at;
}

const letter = /[\p{L}\p{Nl}_]/u;
const letterOrMark = /[\p{L}\p{N}\p{M}_]/u;

function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
      if (!isLetter && !(at > from && code >= 48 && code <= 57)) break;
      at += 1;
    } else {
      const point = String.fromCodePoint(text.codePointAt(at)!);
      if (!(at > from ? letterOrMark : letter).test(point)) break;
      at += point.length;
    }
  }
  return at;
}

/**
 * A string ends at its quote, which may stand lines below. One that was never closed must not swallow what follows:
 * it ends before a line that can only be a declaration or a property, and otherwise with its first line.
 */
function endOfString(text: string, from: number): number {
  let lineEnd = -1;
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') return at + 1;
    if (char === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
    else if (char === '\n' || char === '\r') {
      if (lineEnd < 0) lineEnd = at;
      if (beginsEntry(text, at + 1)) return lineEnd;
    }
  }
  return lineEnd < 0 ? text.length : lineEnd;
}

const entry = new RegExp(
  `(?:(?:${declarationKeywords.join('|')})[ \\t]+(?:[\\p{L}_]+[ \\t]*[({=<]|[{"])|[ \\t]*(?:${propertyNames.join('|')}):(?!:))`,
  'uy',
);

function beginsEntry(text: string, lineStart: number): boolean {
  entry.lastIndex = lineStart;
  return entry.test(text);
}
