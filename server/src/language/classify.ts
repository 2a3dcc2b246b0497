/** What each word of a text is, for colours that follow the meaning: declared names, the catalog, columns, properties. */
import { classOf, nameMarksOf, type WordClass } from './name-marks';
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
  const names = classifyNames({ tree, symbols }, part);
  const declared = new Set(symbols.all.map(({ nameNode }) => nameNode.from));
  const words: ClassifiedWord[] = [];
  for (let index = tokenIndexAt(tokens, part.from); index < tokens.count; index += 1) {
    const kind = tokens.kinds[index] as TokenKind;
    const from = tokens.starts[index]!;
    if (from >= part.to) break;
    const of = kind === TokenKind.Name ? names.get(from) : classOfToken[kind];
    if (!of) continue;
    const to = tokenEnd(tokens, index);
    if (to > part.from) words.push({ from, to, of, declares: declared.has(from) });
  }
  return words;
}

const classOfToken: Partial<Record<TokenKind, WordClass>> = {
  [TokenKind.LineComment]: 'comment',
  [TokenKind.BlockComment]: 'comment',
  [TokenKind.String]: 'string',
  [TokenKind.Number]: 'number',
  [TokenKind.Link]: 'sign',
};

/** By the offset at which a name begins. */
function classifyNames({ tree, symbols }: Resolved, part: Span): ReadonlyMap<number, WordClass> {
  const classes = new Map<number, WordClass>();
  for (const declaration of tree.file.declarations) {
    const { from, to } = declaration;
    if (to <= part.from || from >= part.to) continue;
    for (const mark of nameMarksOf(tree, declaration)) {
      const known = classOf(mark, symbols);
      if (known) classes.set(from + mark.at, known);
    }
  }
  return classes;
}
