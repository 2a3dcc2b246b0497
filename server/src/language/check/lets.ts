/** Constants: none may stand for itself. */
import { circle } from '../problems/names';
import { originOf } from '../syntax/moved-declaration';
import { none } from '../syntax/fitted';
import type { LetNode } from '../syntax/nodes';
import type { CheckContext } from './context';

/** Tells what those mean that may mean something else by now. */
export function checkLets(context: CheckContext): void {
  const { memory, symbols } = context;
  reportCircles(context);
  if (!memory) return;
  for (const name of memory.touched)
    if (symbols.names.kindOf.get(name) === 'let')
      memory.meanings.tell(name, memory.wordsOf(symbols.find(name)!.declaration as LetNode, context));
}

function reportCircles(context: CheckContext): void {
  const { byKind } = context.symbols.names;
  const seen = new Set<number>();
  for (const place of byKind.get('let') ?? none) {
    if (constantBehind(context, place) === undefined) continue;
    const path: number[] = [];
    let next: number | undefined = place;
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      path.push(next);
      next = constantBehind(context, next);
    }
    // What leads back onto the path is a circle from there on; what leads to an earlier path was looked at there.
    const start = next === undefined ? -1 : path.indexOf(next);
    if (start >= 0) reportCircle(context, path.slice(start));
  }
}

/** The place of the constant that the one of a place stands for, if it is one. */
function constantBehind({ tree, symbols }: CheckContext, place: number): number | undefined {
  const { value } = originOf(tree.file.declarations[place]!) as LetNode;
  if (value.kind !== 'word') return undefined;
  const { kindOf, placeOf } = symbols.names;
  return kindOf.get(value.name.text) === 'let' ? placeOf.get(value.name.text) : undefined;
}

/** Told of the first in the text. */
function reportCircle({ symbols, report, where }: CheckContext, members: readonly number[]): void {
  const first = members.indexOf(Math.min(...members));
  const inOrder = [...members.slice(first), ...members.slice(0, first), members[first]!];
  const names = inOrder.map((place) => symbols.names.nameAt[place]!);
  report(circle(where(symbols.find(names[0]!)!.nameNode), names));
}
