/** Where a cursor stands, told by the tokens before it: which declaration, which brackets, which entry. */
import { declarationForms } from '../grammar/declarations';
import { isDeclarationKeyword } from '../grammar/keywords';
import type { DeclarationKind } from '../grammar/forms';
import {
  isTrivia,
  tokenEnd,
  TokenKind,
  tokenIndexAt,
  tokenStart,
  tokenText,
  type Tokens,
} from '../syntax/tokens';

/** A token of the entry that the cursor is in; a bracket with what it holds counts as one of kind `group`. */
export interface Piece {
  readonly kind: TokenKind | 'group';
  readonly text: string;
}

/** What is open at the cursor, from its bracket (or from the keyword of the declaration) on. */
export interface Frame {
  readonly open: 'declaration' | '{' | '(' | '[';
  /** The name right before the bracket, if any. */
  readonly owner: string | null;
  /** Since the last separator. */
  pieces: Piece[];
  /** Names before colons in this bracket or block. */
  readonly named: string[];
  /** First words of the entries that came before; in the head of a declaration, what it stands on. */
  readonly items: string[];
}

export interface Cursor {
  /** Null between declarations. */
  readonly declaration: DeclarationKind | null;
  /** The outermost first; empty between declarations. */
  readonly frames: readonly Frame[];
  /** What the cursor stands in or right behind, which a completion replaces. */
  readonly from: number;
  readonly to: number;
  readonly inside: 'text' | 'string' | 'comment';
}

export function cursorAt(tokens: Tokens, offset: number): Cursor {
  const { at, last, inside } = touchedToken(tokens, offset);
  const from = at === null ? offset : tokenStart(tokens, at);
  const to = at === null ? offset : tokenEnd(tokens, at);
  const span = inside === 'string' ? { from: from + 1, to: offset } : { from, to };
  if (inside === 'comment') return { declaration: null, frames: [], from: offset, to: offset, inside };
  const start = declarationBefore(tokens, last);
  if (start === null || (at === start && inside === 'text'))
    return { declaration: null, frames: [], ...span, inside };
  const declaration = tokenText(tokens, start) as DeclarationKind;
  const frames = readFrames(tokens, start, last, declaration);
  const isNewLine = hasLineBreak(tokens, last, from);
  const top = frames.at(-1)!;
  if (isNewLine && top.open === '{') endEntry(top);
  const isOver = top.open === 'declaration' && (isNewLine || top.items.includes('}'));
  return isOver
    ? { declaration: null, frames: [], ...span, inside }
    : { declaration, frames, ...span, inside };
}

/** The name, number or string that the cursor touches, and the last meaningful token before it. */
function touchedToken(
  tokens: Tokens,
  offset: number,
): { at: number | null; last: number; inside: Cursor['inside'] } {
  let index = tokenIndexAt(tokens, offset);
  // Behind the last character of a word the cursor still belongs to it.
  if (index > 0 && tokenStart(tokens, index) === offset && tokens.kinds[index] !== TokenKind.Name) index -= 1;
  const kind = tokens.kinds[index]!;
  const end = tokenEnd(tokens, index);
  const start = tokenStart(tokens, index);
  const isPartOf = offset > start || kind === TokenKind.Name;
  let last = index - 1;
  if (
    kind === TokenKind.String &&
    isPartOf &&
    (offset < end || tokenText(tokens, index).slice(1).at(-1) !== '"')
  )
    return { at: index, last: previous(tokens, last), inside: 'string' };
  if (kind === TokenKind.LineComment && isPartOf) return { at: index, last, inside: 'comment' };
  const isOpen = offset < end || !tokenText(tokens, index).endsWith('*/');
  if (kind === TokenKind.BlockComment && offset > start && isOpen)
    return { at: index, last, inside: 'comment' };
  const isWord = kind === TokenKind.Name || kind === TokenKind.Number;
  if (isWord && isPartOf) return { at: index, last: previous(tokens, last), inside: 'text' };
  if (offset >= end || kind !== TokenKind.End) last = offset >= end ? index : index - 1;
  return { at: null, last: previous(tokens, last), inside: 'text' };
}

function previous(tokens: Tokens, from: number): number {
  let index = from;
  while (index >= 0 && (isTrivia(tokens.kinds[index]!) || tokens.kinds[index] === TokenKind.End)) index -= 1;
  return index;
}

function declarationBefore(tokens: Tokens, last: number): number | null {
  for (let index = last; index >= 0; index -= 1) if (beginsDeclaration(tokens, index)) return index;
  return null;
}

function beginsDeclaration(tokens: Tokens, index: number): boolean {
  if (tokens.kinds[index] !== TokenKind.Name || tokens.startsLine[index] !== 1) return false;
  return isDeclarationKeyword(tokenText(tokens, index)) && nextKind(tokens, index) !== TokenKind.Colon;
}

function nextKind(tokens: Tokens, index: number): number {
  let next = index + 1;
  while (next < tokens.count && isTrivia(tokens.kinds[next]!)) next += 1;
  return tokens.kinds[next] ?? TokenKind.End;
}

function hasLineBreak(tokens: Tokens, after: number, before: number): boolean {
  const start = after < 0 ? 0 : tokenEnd(tokens, after);
  return /[\r\n]/.test(tokens.text.slice(start, before));
}

const newFrame = (open: Frame['open'], owner: string | null): Frame => ({
  open,
  owner,
  pieces: [],
  named: [],
  items: [],
});

function endEntry(frame: Frame): void {
  const [first] = frame.pieces;
  if (first) frame.items.push(first.text);
  frame.pieces = [];
}

const opening: Partial<Record<TokenKind, Frame['open']>> = {
  [TokenKind.OpenBrace]: '{',
  [TokenKind.OpenParen]: '(',
  [TokenKind.OpenBracket]: '[',
};
const closing: Partial<Record<TokenKind, Frame['open']>> = {
  [TokenKind.CloseBrace]: '{',
  [TokenKind.CloseParen]: '(',
  [TokenKind.CloseBracket]: '[',
};

function readFrames(
  tokens: Tokens,
  start: number,
  last: number,
  declaration: DeclarationKind,
): readonly Frame[] {
  const frames: Frame[] = [newFrame('declaration', null)];
  for (let index = start + 1; index <= last; index += 1) {
    const kind = tokens.kinds[index] as TokenKind;
    if (isTrivia(kind)) continue;
    const text = tokenText(tokens, index);
    if (tokens.startsLine[index] === 1) closeForgotten(tokens, index, frames, declaration);
    let top = frames.at(-1)!;
    if (tokens.startsLine[index] === 1 && top.open === '{') endEntry(top);
    const opens = opening[kind];
    const closes = closing[kind];
    if (opens) {
      const before = top.pieces.at(-1);
      frames.push(newFrame(opens, before?.kind === TokenKind.Name ? before.text : null));
    } else if (closes) {
      const match = frames.findLastIndex((frame) => frame.open === closes);
      if (match > 0) frames.length = match;
      if (match > 0 && frames.length === 1) {
        // What a declaration stands on is worth remembering in its block.
        endEntry(top);
        frames[0]!.items.push(...top.items);
      }
      top = frames.at(-1)!;
      top.pieces.push({ kind: 'group', text: closes });
      if (closes === '{' && top.open === 'declaration') top.items.push('}');
    } else if (kind === TokenKind.Semicolon || (kind === TokenKind.Comma && top.open !== 'declaration')) {
      endEntry(top);
    } else {
      if (kind === TokenKind.Colon && top.pieces.length === 1) top.named.push(top.pieces[0]!.text);
      top.pieces.push({ kind, text });
    }
  }
  return frames;
}

/** A property at the start of a line shows that brackets before it were never closed. */
function closeForgotten(tokens: Tokens, index: number, frames: Frame[], declaration: DeclarationKind): void {
  const block = frames.findLastIndex((frame) => frame.open === '{');
  if (block < 0 || block === frames.length - 1 || nextKind(tokens, index) !== TokenKind.Colon) return;
  if (Object.hasOwn(declarationForms[declaration].properties, tokenText(tokens, index)))
    frames.length = block + 1;
}
