/** What each word of a text is, for colours that follow the meaning: declared names, the catalog, columns, properties. */
import { classOf, nameMarksOf, type NameMark, type WordClass } from './name-marks';
import type { Symbols } from './resolve/symbols';
import type { Span } from './syntax/nodes';
import type { Tree } from './syntax/parser';
import { tokenEnd, tokenIndexAt, TokenKind } from './syntax/tokens';

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
  { tree, symbols }: Resolved,
  part: Span = { from: 0, to: tree.text.length },
): readonly ClassifiedWord[] {
  const { tokens } = tree;
  const names = new MarkReader(tree, part.from);
  const words: ClassifiedWord[] = [];
  for (let index = tokenIndexAt(tokens, part.from); index < tokens.count; index += 1) {
    const kind = tokens.kinds[index] as TokenKind;
    const from = tokens.starts[index]!;
    if (from >= part.to) break;
    const mark = kind === TokenKind.Name ? names.at(from) : undefined;
    const of = mark ? classOf(mark, symbols) : classOfToken[kind];
    if (!of) continue;
    const to = tokenEnd(tokens, index);
    if (to <= part.from) continue;
    const declares = mark?.declares === true && declaredAt(symbols, mark) === from;
    words.push({ from, to, of, declares });
  }
  return words;
}

/** Where the name of a mark is declared: of two with one name only the first is. */
const declaredAt = (symbols: Symbols, { of }: NameMark): number | undefined =>
  typeof of === 'object' && 'name' in of ? symbols.find(of.name)?.nameNode.from : undefined;

const classOfToken: Partial<Record<TokenKind, WordClass>> = {
  [TokenKind.LineComment]: 'comment',
  [TokenKind.BlockComment]: 'comment',
  [TokenKind.String]: 'string',
  [TokenKind.Number]: 'number',
  [TokenKind.Link]: 'sign',
};

/** Reads marks in the order of the text. */
class MarkReader {
  readonly #tree: Tree;
  #declaration: number;
  #mark = 0;

  constructor(tree: Tree, from: number) {
    const { declarations } = tree.file;
    this.#tree = tree;
    this.#declaration = declarations.findIndex(({ to }) => to > from);
    if (this.#declaration < 0) this.#declaration = declarations.length;
  }

  /** The mark of the name that begins at an offset; offsets never fall. */
  at(offset: number): NameMark | undefined {
    const { declarations } = this.#tree.file;
    for (; this.#declaration < declarations.length; this.#declaration += 1, this.#mark = 0) {
      const declaration = declarations[this.#declaration]!;
      if (offset < declaration.from) return undefined;
      if (offset >= declaration.to) continue;
      const marks = nameMarksOf(this.#tree, declaration);
      while (this.#mark < marks.length && declaration.from + marks[this.#mark]!.at < offset) this.#mark += 1;
      const mark = marks[this.#mark];
      return mark && declaration.from + mark.at === offset ? mark : undefined;
    }
    return undefined;
  }
}
