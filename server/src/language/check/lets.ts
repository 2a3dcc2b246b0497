/** Constants: none may stand for itself. */
import { circle } from '../problems/names';
import type { DeclaredSymbol, Symbols } from '../resolve/symbols';
import { originOf } from '../syntax/moved-declaration';
import { none } from '../syntax/fitted';
import type { LetNode } from '../syntax/nodes';
import type { CheckContext } from './context';

const kinds = ['let'] as const;

/** Looks at them where one is new or names have changed, and tells what they mean. */
export function checkLets(context: CheckContext): void {
  const { memory, symbols, problems } = context;
  const { names } = symbols;
  const last = memory?.newIn(kinds, names);
  if (last?.places.length === 0) return;
  const said = problems.length;
  reportCircles(context);
  for (const { name, declaration } of memory ? symbols.ofKind('let') : [])
    memory?.meanings.tell(name, memory.wordsOf(declaration as LetNode, context));
  memory?.hush(kinds, problems.length === said ? { names, order: none, found: none } : null);
}

function reportCircles({ symbols, report, where }: CheckContext): void {
  const seen = new Set<DeclaredSymbol>();
  for (const symbol of symbols.ofKind('let')) {
    if (!constantBehind(symbol, symbols)) continue;
    const path: DeclaredSymbol[] = [];
    let next: DeclaredSymbol | undefined = symbol;
    while (next && !seen.has(next)) {
      seen.add(next);
      path.push(next);
      next = constantBehind(next, symbols);
    }
    // What leads back onto the path is a circle from there on; what leads to an earlier path was looked at there.
    const start = next ? path.indexOf(next) : -1;
    if (start >= 0) report(describeCircle(path.slice(start), where));
  }
}

/** The constant that a constant stands for, if it is one; where it stands does not matter. */
function constantBehind({ declaration }: DeclaredSymbol, symbols: Symbols): DeclaredSymbol | undefined {
  const { value } = originOf(declaration) as LetNode;
  const named = value.kind === 'word' ? symbols.find(value.name.text) : undefined;
  return named?.declaration.kind === 'let' ? named : undefined;
}

/** Told of the first in the text. */
function describeCircle(members: readonly DeclaredSymbol[], where: CheckContext['where']) {
  const starts = members.map(({ nameNode }) => nameNode.from);
  const first = starts.indexOf(Math.min(...starts));
  const inOrder = [...members.slice(first), ...members.slice(0, first), members[first]!];
  return circle(
    where(members[first]!.nameNode),
    inOrder.map(({ name }) => name),
  );
}
