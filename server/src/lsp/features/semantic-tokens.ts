/** Colours by meaning, of the document, of a part of it, and as changes since they were last asked for. */
import {
  SemanticTokenModifiers,
  SemanticTokensBuilder,
  SemanticTokenTypes,
  type Range,
} from 'vscode-languageserver/node';
import type { Analysis } from '../../language/analyse';
import { unitsBetween } from '../../language/syntax/position-encoding';
import { classify, type ClassifiedWord } from '../../language/classify';
import type { WordClass } from '../../language/name-marks';
import type { Feature } from '../feature';

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
const tokenTypes = [...new Set(Object.values(typeOf))];
const indexOfType = Object.fromEntries(
  Object.entries(typeOf).map(([word, type]) => [word, tokenTypes.indexOf(type)]),
) as Readonly<Record<WordClass, number>>;
const tokenModifiers = [
  SemanticTokenModifiers.declaration,
  SemanticTokenModifiers.readonly,
  SemanticTokenModifiers.defaultLibrary,
];

export const semanticTokens: Feature = {
  capabilities: {
    semanticTokensProvider: { legend: { tokenTypes, tokenModifiers }, full: { delta: true }, range: true },
  },
  serve: ({ connection, documents, analyses }) => {
    /** What each document was last answered, from which changes are counted. */
    const builders = new Map<string, SemanticTokensBuilder>();
    const builderOf = (uri: string): SemanticTokensBuilder => {
      const builder = builders.get(uri) ?? new SemanticTokensBuilder();
      builders.set(uri, builder);
      return builder;
    };
    documents.onDidClose(({ document: { uri } }) => builders.delete(uri));

    connection.languages.semanticTokens.on(({ textDocument: { uri } }) => {
      const analysis = analyses.of(uri);
      if (!analysis) return { data: [] };
      const builder = builderOf(uri);
      // A builder counts from what it holds: it is emptied for an answer that stands alone.
      builder.previousResult(builder.id);
      push(builder, analysis);
      return builder.build();
    });
    connection.languages.semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) => {
      const analysis = analyses.of(uri);
      if (!analysis) return { data: [] };
      const builder = builderOf(uri);
      builder.previousResult(previousResultId);
      push(builder, analysis);
      return builder.buildEdits();
    });
    connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }) => {
      const analysis = analyses.of(uri);
      const builder = new SemanticTokensBuilder();
      if (analysis) push(builder, analysis, range);
      return builder.build();
    });
  },
};

function push(builder: SemanticTokensBuilder, analysis: Analysis, range?: Range): void {
  const { lines, text } = analysis.tree;
  const part = range
    ? { from: lines.offsetAt(range.start), to: lines.offsetAt(range.end) }
    : { from: 0, to: text.length };
  const pushPiece = (from: number, to: number, line: number, word: ClassifiedWord): void => {
    const character = unitsBetween(text, lines.startOf(line), from, lines.encoding);
    const length = unitsBetween(text, from, to, lines.encoding);
    if (length > 0) builder.push(line, character, length, indexOfType[word.of], modifiersOf(word));
  };
  let line = 0;
  for (const word of classify(analysis, part)) {
    while (line + 1 < lines.count && lines.startOf(line + 1) <= word.from) line += 1;
    // Not every client takes a token over several lines.
    if (word.to < lines.startOf(line + 1)) pushPiece(word.from, word.to, line, word);
    else for (const piece of piecesOf(text, word, line)) pushPiece(piece.from, piece.to, piece.line, word);
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

/** As bits, in the order of `tokenModifiers`. */
const modifiersOf = ({ of, declares }: ClassifiedWord): number =>
  (declares ? 1 : 0) | (of === 'let' ? 2 : 0) | (of === 'layer' || of === 'method' ? 4 : 0);
