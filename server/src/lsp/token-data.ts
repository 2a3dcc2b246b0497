/**
 * Colours in the form of the protocol: five numbers for each token, its place counted from the one before it. Those of a declaration are the same
 * wherever it stands, and are kept while the names in it stand for what they stood for.
 */
import { SemanticTokenModifiers, SemanticTokenTypes } from './protocol';
import type { Analysis } from '../language/analyse';
import { classifyStretch, stretchesOf, type ClassifiedWord, type Stretch } from '../language/classify';
import type { SymbolKind } from '../language/grammar/forms';
import { nameBehind, nameMarksOf, type NameMark, type WordClass } from '../language/name-marks';
import type { FileNames } from '../language/resolve/file-names';
import { fitted } from '../language/syntax/fitted';
import { originOf } from '../language/syntax/moved-declaration';
import type { DeclarationNode, Span } from '../language/syntax/nodes';
import { unitsBetween, type PositionEncoding } from '../language/syntax/position-encoding';

/** Standard types only, which every theme knows. */
const typeOf: Readonly<Record<WordClass, SemanticTokenTypes>> = {
  let: SemanticTokenTypes.variable,
  data: SemanticTokenTypes.struct,
  input: SemanticTokenTypes.variable,
  shared: SemanticTokenTypes.class,
  network: SemanticTokenTypes.class,
  task: SemanticTokenTypes.type,
  keyword: SemanticTokenTypes.keyword,
  property: SemanticTokenTypes.property,
  argument: SemanticTokenTypes.parameter,
  layer: SemanticTokenTypes.function,
  method: SemanticTokenTypes.method,
  word: SemanticTokenTypes.enumMember,
  column: SemanticTokenTypes.property,
  string: SemanticTokenTypes.string,
  number: SemanticTokenTypes.number,
  comment: SemanticTokenTypes.comment,
  sign: SemanticTokenTypes.operator,
};
export const tokenTypes = [...new Set(Object.values(typeOf))];
const indexOfType = Object.fromEntries(
  Object.entries(typeOf).map(([word, type]) => [word, tokenTypes.indexOf(type)]),
) as Readonly<Record<WordClass, number>>;
export const tokenModifiers = [
  SemanticTokenModifiers.declaration,
  SemanticTokenModifiers.readonly,
  SemanticTokenModifiers.defaultLibrary,
];

/** As bits, in the order of `tokenModifiers`. */
const modifiersOf = ({ of, declares }: ClassifiedWord): number =>
  (declares ? 1 : 0) | (of === 'let' ? 2 : 0) | (of === 'layer' || of === 'method' ? 4 : 0);

/** Of the words that have a share of a part of a text. */
export function tokenDataOf(analysis: Analysis, part: Span): number[] {
  const list = new TokenList();
  for (const stretch of stretchesOf(analysis.tree, part)) addWords(analysis, stretch, part, list);
  return list.data;
}

/** Those of each declaration: the same objects as before where they are drawn in the same way. */
export function tokensOfAll(analysis: Analysis): readonly Tokens[] {
  const { declarations } = analysis.tree.file;
  // Of two with one name only the first declares it: which that is may change without a change of either.
  const repeated = new Set(analysis.symbols.names.repeated);
  return declarations.map((declaration, place) =>
    repeated.has(place) ? findTokens(analysis, declaration) : keptTokens(analysis, declaration),
  );
}

/** Adds what begins with the declaration of one place, or the text, and ends before that of another, or with the text. Answers where each begins in the list. */
export function addTokens(
  analysis: Analysis,
  tokens: readonly Tokens[],
  first: number,
  last: number,
  list: TokenList,
): readonly number[] {
  const { file, lines, text } = analysis.tree;
  const part = {
    from: file.declarations[first]?.from ?? 0,
    to: file.declarations[last]?.from ?? text.length,
  };
  const starts: number[] = [];
  let place = Math.max(0, first);
  for (const stretch of stretchesOf(analysis.tree, part)) {
    if (!stretch.declaration) addWords(analysis, stretch, part, list);
    else {
      starts.push(list.data.length);
      list.append(tokens[place]!, lines.positionAt(stretch.from));
      place += 1;
    }
  }
  return starts;
}

/** Tokens in their order, each counted from the one before it. */
export class TokenList {
  readonly data: number[] = [];
  /** Where the last token begins; characters in the units of the client. */
  #line: number;
  #character: number;

  /** From where the token before them begins. */
  constructor({ line, character }: Place = { line: 0, character: 0 }) {
    this.#line = line;
    this.#character = character;
  }

  /** One of a length, type and modifiers. */
  addAt({ line, character }: Place, [length, type, modifiers]: readonly number[]): void {
    this.add(line, character, length!, type!, modifiers!);
  }
  add(line: number, character: number, length: number, type: number, modifiers: number): void {
    const lines = line - this.#line;
    this.data.push(lines, lines === 0 ? character - this.#character : character, length, type, modifiers);
    this.#line = line;
    this.#character = character;
  }

  /** Adds the tokens of a declaration that begins at a place, which its first one does too. */
  append({ data, last }: Tokens, { line, character }: Place): void {
    if (data.length === 0) return;
    this.add(line, character, data[2]!, data[3]!, data[4]!);
    for (let index = 5; index < data.length; index += 1) this.data.push(data[index]!);
    this.#line = line + last.line;
    this.#character = last.line === 0 ? character + last.character : last.character;
  }

  get last(): Place {
    return { line: this.#line, character: this.#character };
  }
}

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** Of a declaration, as if it began the text. */
export interface Tokens {
  readonly data: Uint32Array;
  readonly last: Place;
  readonly encoding: PositionEncoding;
  /** Marks what is declared in the file. */
  mark: object;
  /** The names in the declaration, and of which kind each was. */
  readonly names: readonly string[];
  readonly kinds: readonly (SymbolKind | undefined)[];
}

const kept = new WeakMap<DeclarationNode, Tokens>();

function keptTokens(analysis: Analysis, declaration: DeclarationNode): Tokens {
  const { names } = analysis.symbols;
  const origin = originOf(declaration);
  const known = kept.get(origin);
  if (known?.encoding === analysis.tree.lines.encoding && standFor(known, names)) {
    known.mark = names.mark;
    return known;
  }
  const tokens = findTokens(analysis, declaration);
  kept.set(origin, tokens);
  return tokens;
}

function findTokens(analysis: Analysis, declaration: DeclarationNode): Tokens {
  const { tree, symbols } = analysis;
  const { encoding } = tree.lines;
  const { names } = symbols;
  const list = new TokenList();
  const { from, to } = declaration;
  const marks = nameMarksOf(tree, declaration);
  addWords(analysis, { from, to, declaration }, { from, to }, list, tree.lines.positionAt(from), marks);
  const marked = fitted([...new Set(marks.flatMap((mark) => nameBehind(mark) ?? []))]);
  const kinds = marked.map((name) => names.kindOf.get(name));
  const data = new Uint32Array(list.data);
  return { data, last: list.last, encoding, mark: names.mark, names: marked, kinds };
}

const standFor = ({ mark, names, kinds }: Tokens, now: FileNames): boolean =>
  mark === now.mark || names.every((name, index) => now.kindOf.get(name) === kinds[index]);

/** Adds the words of a stretch that have a share of the part; places are counted from `start`. */
function addWords(
  analysis: Analysis,
  stretch: Stretch,
  part: Span,
  list: TokenList,
  start: Place = { line: 0, character: 0 },
  marks?: readonly NameMark[],
): void {
  const { lines, text } = analysis.tree;
  const words: ClassifiedWord[] = [];
  classifyStretch(analysis, stretch, part, words, marks);
  const [first] = words;
  if (!first) return;
  const addPiece = (from: number, to: number, line: number, word: ClassifiedWord): void => {
    const character = unitsBetween(text, lines.startOf(line), from, lines.encoding);
    const length = unitsBetween(text, from, to, lines.encoding);
    if (length === 0) return;
    const place = line === start.line ? character - start.character : character;
    list.add(line - start.line, place, length, indexOfType[word.of], modifiersOf(word));
  };
  let { line } = lines.positionAt(first.from);
  for (const word of words) {
    while (line + 1 < lines.count && lines.startOf(line + 1) <= word.from) line += 1;
    // Not every client takes a token over several lines.
    if (word.to < lines.startOf(line + 1)) addPiece(word.from, word.to, line, word);
    else for (const piece of piecesOf(text, word, line)) addPiece(piece.from, piece.to, piece.line, word);
  }
}

/** The word cut at the ends of lines; only texts and comments may hold any. */
function piecesOf(
  text: string,
  { from, to, of }: ClassifiedWord,
  line: number,
): readonly { readonly from: number; readonly to: number; readonly line: number }[] {
  if (of !== 'string' && of !== 'comment') return [{ from, to, line }];
  let at = from;
  return text
    .slice(from, to)
    .split(/(\r\n|\n|\r)/)
    .flatMap((piece, index) => {
      const start = at;
      at += piece.length;
      return index % 2 === 0 ? [{ from: start, to: at, line: line + index / 2 }] : [];
    });
}
