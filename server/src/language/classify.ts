/** What each word of a text is, for colours that follow the meaning: declared names, the catalog, columns, properties. */
import { classOf, nameMarksOf, type NameMark, type WordClass } from './name-marks';
import type { Symbols } from './resolve/symbols';
import { indexAt } from './syntax/declaration-at';
import type { DeclarationNode, Span } from './syntax/nodes';
import type { Tree } from './syntax/parser';
import { tokenEnd, tokenIndexAt, TokenKind, tokenStart } from './syntax/tokens';

export interface ClassifiedWord extends Span {
  readonly of: WordClass;
  /** Where the name is declared, and not used. */
  readonly declares: boolean;
}

interface Resolved {
  readonly tree: Tree;
  readonly symbols: Symbols;
}

/** In the order of the text, of all of it or of what lies in a part; words that nothing is known of are left out. */
export function classify(
  resolved: Resolved,
  part: Span = { from: 0, to: resolved.tree.text.length },
): readonly ClassifiedWord[] {
  const words: ClassifiedWord[] = [];
  for (const stretch of stretchesOf(resolved.tree, part)) classifyStretch(resolved, stretch, part, words);
  return words;
}

/** A declaration, or what stands between two of them. */
export interface Stretch extends Span {
  readonly declaration: DeclarationNode | null;
}

/** All that has a share of the part, in the order of the text. */
export function* stretchesOf({ file }: Tree, part: Span): Generator<Stretch> {
  const { declarations } = file;
  let at = 0;
  for (let index = indexAt(declarations, part.from); index < declarations.length; index += 1) {
    const declaration = declarations[index]!;
    const { from, to } = declaration;
    if (from >= part.to) break;
    if (at < from && part.from < from) yield { from: at, to: from, declaration: null };
    yield { from, to, declaration };
    at = to;
  }
  if (at < part.to) yield { from: at, to: part.to, declaration: null };
}

/** Adds the words that lie in the stretch and have a share of the part. */
export function classifyStretch(
  { tree, symbols }: Resolved,
  { from: first, to: behind, declaration }: Stretch,
  part: Span,
  words: ClassifiedWord[],
  marks = declaration ? nameMarksOf(tree, declaration) : [],
): void {
  const { tokens } = tree;
  let next = 0;
  const to = Math.min(behind, part.to);
  for (let index = tokenIndexAt(tokens, Math.max(first, part.from)); index < tokens.count; index += 1) {
    const kind = tokens.kinds[index] as TokenKind;
    const from = tokenStart(tokens, index);
    if (from >= to) break;
    if (kind === TokenKind.Space || kind === TokenKind.NewLine) continue;
    let mark: NameMark | undefined;
    if (kind === TokenKind.Name) {
      while (next < marks.length && first + marks[next]!.at < from) next += 1;
      const here = marks[next];
      mark = here && first + here.at === from ? here : undefined;
    }
    const of = mark ? classOf(mark, symbols) : classOfToken[kind];
    const end = tokenEnd(tokens, index);
    if (!of || end <= part.from) continue;
    words.push({
      from,
      to: end,
      of,
      declares: mark?.declares === true && isFirst(mark, declaration, symbols),
    });
  }
}

/** Of two with one name only the first declares it. */
const isFirst = ({ of }: NameMark, declaration: DeclarationNode | null, symbols: Symbols): boolean =>
  typeof of === 'object' && 'name' in of && symbols.find(of.name)?.declaration === declaration;

const classOfToken: Partial<Record<TokenKind, WordClass>> = {
  [TokenKind.LineComment]: 'comment',
  [TokenKind.BlockComment]: 'comment',
  [TokenKind.String]: 'string',
  [TokenKind.Number]: 'number',
  [TokenKind.Link]: 'sign',
};
