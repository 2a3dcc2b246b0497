/** Which inputs blocks and tasks read, through whatever lies between. */
import { none } from '../syntax/fitted';
import type { DeclarationNode } from '../syntax/nodes';
import { blocksInOrder } from './blocks-in-order';
import type { FileNames } from './file-names';
import { foundationsIn } from './foundations-behind';

/**
 * Which inputs are behind the tasks of these places, as indices of their kind. Those that stand on one declaration alone share its list; what stands in a
 * circle has those of what was before it.
 */
export function inputsBehind(
  declarations: readonly DeclarationNode[],
  names: FileNames,
  places: readonly number[],
): readonly (readonly number[])[] {
  const { byKind, placeOf } = names;
  const known: (readonly number[])[] = declarations.map(() => none);
  for (const [index, place] of (byKind.get('input') ?? none).entries()) known[place] = [index];
  for (const place of [...blocksInOrder(declarations, names).places, ...places]) {
    let all: readonly number[] = none;
    for (const { text } of foundationsIn(declarations[place]!)) {
      const below = placeOf.get(text);
      const behind = below === undefined ? none : known[below]!;
      if (all.length === 0) all = behind;
      else if (behind.length > 0) all = [...new Set([...all, ...behind])].toSorted((a, b) => a - b);
    }
    known[place] = all;
  }
  return places.map((place) => known[place]!);
}
