/** Looking up a name that stands on a block, task or pair, and saying what is wrong when it does not fit. */
import type { SymbolKind } from '../grammar/forms';
import { nameOfOtherKind, nameUnknown, type DeclaredNoun } from '../problems/names';
import { nearestName } from '../../../../contract/nearest-name';
import type { DeclaredSymbol } from '../resolve/symbols';
import { isMissing, type NameNode } from '../syntax/nodes';
import type { CheckContext } from './context';
import { replacing } from './repairs';
import { usesOf } from './uses-of';

/**
 * The symbol of an expected kind, or null when the name was reported (or is missing, which the parser said). `self` is the
 * declaration that asks, which is no suggestion.
 */
export function findName(
  context: CheckContext,
  node: NameNode,
  expected: readonly SymbolKind[],
  self?: string,
): DeclaredSymbol | null {
  if (isMissing(node)) return null;
  const symbol = context.symbols.find(node.text);
  if (!symbol) {
    const known = context.symbols.ofKind(...expected).flatMap(({ name }) => (name === self ? [] : [name]));
    const noun = nounOf[expected[0] ?? 'let'];
    const nearest = nearestName(node.text, known);
    context.report(nameUnknown(context.where(node), node.text, noun, nearest, known, context.rangeOf(node)));
    return null;
  }
  if (expected.includes(symbol.kind)) return symbol;
  const declared = context.tree.lines.rangeOf(symbol.nameNode);
  const fitting = context.symbols.ofKind(...expected).flatMap(({ name }) => (name === self ? [] : [name]));
  const uses = usesOf(context);
  // What nothing uses yet was most likely meant.
  const likeliest = fitting.toSorted((a, b) => Number(uses.isName(a)) - Number(uses.isName(b)));
  const fixes = replacing(context, node, ...likeliest.slice(0, 3));
  context.report(nameOfOtherKind(context.where(node), node.text, symbol.kind, expected, declared, fixes));
  return null;
}

/** Blocks and tasks stand on inputs, shared blocks and networks alike. */
const nounOf: Readonly<Record<SymbolKind, DeclaredNoun>> = {
  let: 'constant',
  data: 'data',
  input: 'foundation',
  shared: 'foundation',
  network: 'network',
  task: 'task',
};
