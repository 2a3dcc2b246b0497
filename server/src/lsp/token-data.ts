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

/** Of the whole text, or of the words that have a share of a part of it. */
export function tokenDataOf(analysis: Analysis, part?: Span): number[] {
  const { tree, symbols } = analysis;
  const { declarations } = tree.file;
  const whole = { from: 0, to: tree.text.length };
  const list = new TokenList();
  // Of two with one name only the first declares it: which that is may change without a change of either.
  const repeated = new Set(symbols.names.repeated.map((place) => declarations[place]));
  for (const stretch of stretchesOf(tree, part ?? whole)) {
    const { declaration } = stretch;
    const mayKeep = declaration && !part && !repeated.has(declaration);
    if (mayKeep) list.append(keptTokens(analysis, declaration), tree.lines.positionAt(declaration.from));
    else addWords(analysis, stretch, part ?? whole, list);
  }
  return list.data;
}

/** Tokens in their order, each counted from the one before it. */
class TokenList {
  readonly data: number[] = [];
  /** Where the last token begins; characters in the units of the client. */
  #line = 0;
  #character = 0;

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

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Of a declaration, as if it began the text. */
interface Tokens {
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
  const { tree, symbols } = analysis;
  const { encoding } = tree.lines;
  const { names } = symbols;
  const origin = originOf(declaration);
  const known = kept.get(origin);
  if (known?.encoding === encoding && standFor(known, names)) {
    known.mark = names.mark;
    return known;
  }
  const list = new TokenList();
  const { from, to } = declaration;
  const marks = nameMarksOf(tree, declaration);
  addWords(analysis, { from, to, declaration }, { from, to }, list, tree.lines.positionAt(from), marks);
  const marked = fitted([...new Set(marks.flatMap((mark) => nameBehind(mark) ?? []))]);
  const kinds = marked.map((name) => names.kindOf.get(name));
  const data = new Uint32Array(list.data);
  const tokens = { data, last: list.last, encoding, mark: names.mark, names: marked, kinds };
  kept.set(origin, tokens);
  return tokens;
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
