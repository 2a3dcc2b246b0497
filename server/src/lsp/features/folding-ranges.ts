/** Folding: blocks, lists and texts over several lines, comments, and regions between `// #region` and `// #endregion`. */
import { FoldingRangeKind, type FoldingRange } from '../protocol';
import { tokensOf } from '../../language/syntax/node-at';
import type { Tree } from '../../language/syntax/parser';
import { TokenKind, type Token } from '../../language/syntax/tokens';
import type { Feature } from '../feature';

export const foldingRanges: Feature = {
  capabilities: { foldingRangeProvider: true },
  serve: ({ connection, analyses }) => {
    connection.onFoldingRanges(({ textDocument: { uri } }) => {
      const tree = analyses.of(uri)?.tree;
      return tree ? [...bracketsOf(tree), ...longTokensOf(tree), ...commentsOf(tree)] : [];
    });
  },
};

type Fold = { readonly first: number; readonly last: number; readonly kind?: FoldingRangeKind };

/** Folded lines end before the closing bracket, so that it stays in sight. */
const toRange = ({ first, last, kind }: Fold): FoldingRange[] =>
  last > first ? [{ startLine: first, endLine: last, ...(kind ? { kind } : {}) }] : [];

const closes: Partial<Record<TokenKind, TokenKind>> = {
  [TokenKind.CloseBrace]: TokenKind.OpenBrace,
  [TokenKind.CloseParen]: TokenKind.OpenParen,
  [TokenKind.CloseBracket]: TokenKind.OpenBracket,
};
const opening = new Set(Object.values(closes));
const brackets = new Set([...opening, ...(Object.keys(closes).map(Number) as TokenKind[])]);
const long = new Set<TokenKind>([TokenKind.String, TokenKind.BlockComment]);
const lineComments = new Set<TokenKind>([TokenKind.LineComment]);

/** A bracket that is never closed folds nothing; one that closes none is passed over. */
function bracketsOf(tree: Tree): FoldingRange[] {
  const open: { readonly kind: TokenKind; readonly line: number }[] = [];
  const ranges: FoldingRange[] = [];
  for (const { kind, from } of tokensOf(tree, brackets)) {
    if (opening.has(kind)) open.push({ kind, line: lineOf(tree, from) });
    const at =
      closes[kind] === undefined ? -1 : open.findLastIndex((bracket) => bracket.kind === closes[kind]);
    if (at < 0) continue;
    ranges.push(...toRange({ first: open[at]!.line, last: lineOf(tree, from) - 1 }));
    open.length = at;
  }
  return ranges;
}

const longTokensOf = (tree: Tree): FoldingRange[] =>
  [...tokensOf(tree, long)].flatMap(({ kind, from, to }) =>
    toRange({
      first: lineOf(tree, from),
      last: lineOf(tree, to),
      ...(kind === TokenKind.BlockComment ? { kind: FoldingRangeKind.Comment } : {}),
    }),
  );

/** Comments on neighbouring lines of their own fold together; those that mark a region stand for themselves. */
function commentsOf(tree: Tree): FoldingRange[] {
  const runs: { readonly first: number; last: number }[] = [];
  const regions: Fold[] = [];
  const open: number[] = [];
  for (const token of tokensOf(tree, lineComments)) {
    if (!standsAlone(tree, token)) continue;
    const line = lineOf(tree, token.from);
    const marker = /^\/\/\s*#?(end)?region\b/.exec(tree.text.slice(token.from, token.to));
    const run = runs.at(-1);
    if (!marker && run?.last === line - 1) run.last = line;
    else if (!marker) runs.push({ first: line, last: line });
    else if (!marker[1]) open.push(line);
    else if (open.length > 0) regions.push({ first: open.pop()!, last: line, kind: FoldingRangeKind.Region });
  }
  return [...runs.map((run) => ({ ...run, kind: FoldingRangeKind.Comment })), ...regions].flatMap(toRange);
}

const lineOf = (tree: Tree, offset: number): number => tree.lines.positionAt(offset).line;

const standsAlone = (tree: Tree, { from }: Token): boolean =>
  tree.text.slice(tree.lines.startOf(lineOf(tree, from)), from).trim() === '';
