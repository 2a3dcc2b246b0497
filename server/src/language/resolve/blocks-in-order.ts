/** Shared blocks and networks in the order of building: each after those that it stands on. */
import type { DeclarationNode } from '../syntax/nodes';
import { placesOf, type FileNames } from './file-names';
import { followNames } from './follow-names';
import { foundationsIn } from './foundations-behind';

export interface BlocksInOrder {
  readonly places: readonly number[];
  /** What leads back to where it begins, which is told twice. */
  readonly circles: readonly (readonly number[])[];
}

/** Without recursion: a text may have thousands of blocks, each on the one before it. */
export const blocksInOrder = followNames((declarations, names): BlocksInOrder => {
  const places = new Set<number>();
  const circles: (readonly number[])[] = [];
  const open: { readonly place: number; readonly below: readonly number[]; next: number }[] = [];
  const depths = new Map<number, number>();
  const visit = (place: number): void => {
    if (places.has(place)) return;
    const depth = depths.get(place);
    if (depth !== undefined) {
      circles.push([...open.slice(depth).map((one) => one.place), place]);
      return;
    }
    depths.set(place, open.length);
    open.push({ place, below: blocksBelow(declarations[place]!, names), next: 0 });
  };
  for (const first of placesOf(names, ['shared', 'network'])) {
    visit(first);
    while (open.length > 0) {
      const top = open.at(-1)!;
      const below = top.below[top.next++];
      if (below !== undefined) visit(below);
      else {
        open.pop();
        depths.delete(top.place);
        places.add(top.place);
      }
    }
  }
  return { places: [...places], circles };
});

const blocksBelow = (declaration: DeclarationNode, { kindOf, placeOf }: FileNames): readonly number[] =>
  foundationsIn(declaration).flatMap(({ text }) => {
    const kind = kindOf.get(text);
    return kind === 'shared' || kind === 'network' ? [placeOf.get(text)!] : [];
  });
