/** From a text to its syntax tree. Never throws, whatever the text: each declaration that can be read is read. */
import type { Problem } from '../../../../contract/problem';
import { declarationKeywords } from '../grammar/keywords';
import type { DeclarationKind } from '../grammar/forms';
import {
  braceUnmatched,
  commentUnclosed,
  declarationExpected,
  keywordMisspelt,
  textTooLarge,
  valueFollowed,
} from '../problems/syntax';
import { nearestName } from '../../../../contract/nearest-name';
import { text as sentence } from '../../../../contract/text';
import { commentOut } from '../edits/commenting';
import { changeBetween } from './change';
import { keepBeside, nothingKept, type Kept, type Sound } from './kept-declarations';
import { retokenize, tokenize } from './lexer';
import { linesOf, type TextLines } from './lines';
import type { DeclarationNode, FileNode, Value } from './nodes';
import type { PositionEncoding } from './position-encoding';
import { parseDeclaration } from './parse-declaration';
import { parseValue } from './parse-value';
import { takeOriginsOver } from './origins';
import { TokenReader } from './token-reader';
import { isClosedComment, TokenKind, tokenAt, type Tokens } from './tokens';

export interface Tree {
  readonly text: string;
  readonly tokens: Tokens;
  readonly lines: TextLines;
  readonly file: FileNode;
  readonly problems: readonly Problem[];
  /**
   * The text was not read: it is a Wavefront material, which shares the file ending, or larger than anybody writes. Nothing is said
   * about it but what `problems` says.
   */
  readonly unread: boolean;
  readonly sound: Sound;
}

/**
 * Positions of the tree and its problems count units of `encoding`. The tree of the text before a change makes reading faster, and never another
 * tree: declarations beside the change are taken over.
 */
export function parse(text: string, encoding?: PositionEncoding, before: Tree | null = null): Tree {
  const change = before && !before.unread ? changeBetween(before.text, text) : null;
  const lines = before && change ? before.lines.after(text, change) : linesOf(text, encoding);
  if (text.length > mostCharacters) {
    const range = lines.rangeOf({ from: 0, to: 0 });
    return unreadTree(text, lines, [textTooLarge({ range }, text.length, mostCharacters)]);
  }
  if (wavefront.test(text)) return unreadTree(text, lines, []);
  const kept = before && change ? keepBeside(before, change, text) : nothingKept;
  const tokens = before && change ? retokenize(text, before.tokens, change, kept.token) : tokenize(text);
  const reader = new TokenReader(tokens, lines, { first: kept.token });
  const { declarations, sound } = parseDeclarations(reader, kept);
  const comments = unclosedComments(tokens, lines);
  const file: FileNode = { kind: 'file', declarations, from: 0, to: text.length };
  const problems = [...reader.problems, ...comments];
  return { text, tokens, lines, file, problems, unread: false, sound };
}

function unreadTree(text: string, lines: TextLines, problems: readonly Problem[]): Tree {
  const file: FileNode = { kind: 'file', declarations: [], from: 0, to: text.length };
  const sound = { first: 0, last: 0 };
  return { text, tokens: tokenize(''), lines, file, problems, unread: true, sound };
}

/** A value alone, as after `--set name=`; offsets are counted from `base`. */
export function parseLoneValue(text: string, base: number): { value: Value; problems: readonly Problem[] } {
  const reader = new TokenReader(tokenize(text), linesOf(text), { base });
  const value = parseValue(reader, '=');
  if (!reader.atEnd) reader.report((where) => valueFollowed(where, reader.text()));
  return { value, problems: reader.problems };
}

/** About fifteen thousand lines. What is larger was made by a program, and would halt the editor for seconds at every key. */
export const mostCharacters = 500_000;

/** Blender and others write comments before the first material. */
const wavefront = /^\ufeff?(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*[ \t]*newmtl\b/;

function parseDeclarations(
  reader: TokenReader,
  kept: Kept,
): { readonly declarations: readonly DeclarationNode[]; readonly sound: Sound } {
  let declarations: DeclarationNode[] = kept.head.slice();
  const sound = { first: declarations.length, last: 0 };
  let said = 0;
  let behind = 0;
  while (!reader.atEnd) {
    const tail = reader.atDeclaration() ? kept.tailAt(reader.span().from) : null;
    if (tail) {
      declarations = declarations.concat(tail);
      behind = tail.length;
      break;
    }
    parseNext(reader, declarations);
    const last = declarations.length - 1;
    if (reader.problems.length > said) sound.last = declarations.length;
    else if (last >= 0) declarations[last] = kept.again(declarations[last]!);
    said = reader.problems.length;
    if (said === 0) sound.first = declarations.length;
  }
  if (said === 0) sound.first = declarations.length;
  takeOriginsOver(declarations, kept.all, kept.head.length, behind);
  return { declarations, sound };
}

/** One declaration, or what is left of one and is passed over. */
function parseNext(reader: TokenReader, declarations: DeclarationNode[]): void {
  const kind = declarationHere(reader);
  if (kind) declarations.push(parseDeclaration(reader, kind));
  else if (reader.kind() === TokenKind.CloseBrace) {
    const range = reader.rangeOf(reader.span());
    reader.report((where) => braceUnmatched(where, range));
    reader.take();
  } else {
    const fixes = turnIntoComment(reader);
    reader.report((where) => declarationExpected(where, reader.text(), declarationKeywords, fixes));
    do reader.take();
    while (!reader.atEnd && !declarationHere(reader));
  }
}

/** Everything up to the next declaration, which is where reading goes on. */
function turnIntoComment(reader: TokenReader) {
  const skipped = reader.spanWhile((ahead) => !reader.atDeclaration(ahead) && !meantAt(reader, ahead));
  const { edits, isHash } = commentOut(reader.source, skipped);
  return reader.editing(sentence('Turn into a comment'), edits, isHash);
}

/** The kind of declaration that begins here; a misspelt keyword is read as the one that was meant. */
function declarationHere(reader: TokenReader): DeclarationKind | undefined {
  if (reader.atDeclaration()) return reader.text() as DeclarationKind;
  const keyword = meantAt(reader, 0);
  if (!keyword) return undefined;
  const range = reader.rangeOf(reader.span());
  reader.report((where) => keywordMisspelt(where, reader.text(), keyword, range));
  return keyword;
}

/** The keyword that the name so many tokens ahead is nearly, where what follows it fits one. */
function meantAt(reader: TokenReader, ahead: number): DeclarationKind | undefined {
  const next = reader.kind(ahead + 1);
  if (reader.kind(ahead) !== TokenKind.Name || !reader.startsLine(ahead) || reader.startsLine(ahead + 1))
    return undefined;
  if (next !== TokenKind.Name && next !== TokenKind.OpenBrace && next !== TokenKind.String) return undefined;
  return nearestName(reader.text(ahead), declarationKeywords) as DeclarationKind | undefined;
}

/** Only the last token can be a comment that never ends. */
function unclosedComments(tokens: Tokens, lines: TextLines): readonly Problem[] {
  if (tokens.count < 2 || tokens.kinds[tokens.count - 2] !== TokenKind.BlockComment) return [];
  const token = tokenAt(tokens, tokens.count - 2);
  const written = tokens.text.slice(token.from, token.to);
  if (isClosedComment(written)) return [];
  const open = { from: token.from, to: token.from + 2 };
  return [commentUnclosed({ range: lines.rangeOf(open) }, lines.rangeOf({ from: token.to, to: token.to }))];
}
