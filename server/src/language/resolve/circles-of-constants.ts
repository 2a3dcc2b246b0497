/** Constants that stand for themselves, by way of others or at once. */
import { none } from '../syntax/fitted';
import { originOf } from '../syntax/moved-declaration';
import type { DeclarationNode } from '../syntax/nodes';
import { namesBelow, type FileNames } from './file-names';
import { followNames } from './follow-names';

/** Places of those in a circle, each behind the one that stands for it. */
export const circlesOfConstants = followNames((declarations, names): readonly (readonly number[])[] => {
  const circles: (readonly number[])[] = [];
  const seen = new Set<number>();
  for (const place of names.byKind.get('let') ?? none) {
    const path: number[] = [];
    let next: number | undefined = place;
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      path.push(next);
      next = constantBehind(declarations[next]!, names);
    }
    // What leads back onto the path is a circle from there on; what leads to an earlier path was looked at there.
    const start = next === undefined ? -1 : path.indexOf(next);
    if (start >= 0) circles.push(path.slice(start));
  }
  return circles;
});

/** The place of the constant that another one stands for, if it is one. */
function constantBehind(declaration: DeclarationNode, { kindOf, placeOf }: FileNames): number | undefined {
  const [below] = namesBelow(originOf(declaration));
  return below && kindOf.get(below.text) === 'let' ? placeOf.get(below.text) : undefined;
}
