/** Constants: none may stand for itself. */
import { circle } from '../problems/names';
import { circlesOfConstants } from '../resolve/circles-of-constants';
import type { LetNode } from '../syntax/nodes';
import type { CheckContext } from './context';

/** Tells what those mean that may mean something else by now. */
export function checkLets(context: CheckContext): void {
  const { memory, symbols, tree } = context;
  for (const members of circlesOfConstants(tree.file.declarations, symbols.names))
    reportCircle(context, members);
  if (!memory) return;
  for (const name of memory.touched)
    if (symbols.names.kindOf.get(name) === 'let')
      memory.meanings.tell(name, memory.wordsOf(symbols.find(name)!.declaration as LetNode, context));
}

/** Told of the first in the text. */
function reportCircle({ symbols, report, where }: CheckContext, members: readonly number[]): void {
  const first = members.indexOf(Math.min(...members));
  const inOrder = [...members.slice(first), ...members.slice(0, first), members[first]!];
  const names = inOrder.map((place) => symbols.names.nameAt[place]!);
  report(circle(where(symbols.find(names[0]!)!.nameNode), names));
}
