/** Shared blocks and networks in the order of building: each after those that it stands on. */
import type { DeclarationNode } from '../syntax/nodes';
import { placesOf, type FileNames } from './file-names';
import { foundationsIn } from './foundations-behind';

export interface BlocksInOrder {
  readonly places: readonly number[];
  /** What leads back to where it begins, which is told twice. */
  readonly circles: readonly (readonly number[])[];
}

/** What stands on what is part of the names: while texts share those, they share the order. */
const known = new WeakMap<FileNames, BlocksInOrder>();

export function blocksInOrder(declarations: readonly DeclarationNode[], names: FileNames): BlocksInOrder {
  let order = known.get(names);
  if (!order) known.set(names, (order = findOrder(declarations, names)));
  return order;
}

function findOrder(declarations: readonly DeclarationNode[], names: FileNames): BlocksInOrder {
  const { kindOf, placeOf } = names;
  const places = new Set<number>();
  const circles: (readonly number[])[] = [];
  const open: number[] = [];
  const visit = (place: number): void => {
    if (places.has(place)) return;
    if (open.includes(place)) {
      circles.push([...open.slice(open.indexOf(place)), place]);
      return;
    }
    open.push(place);
    for (const { text } of foundationsIn(declarations[place]!)) {
      const kind = kindOf.get(text);
      if (kind === 'shared' || kind === 'network') visit(placeOf.get(text)!);
    }
    places.add(place);
    open.pop();
  };
  placesOf(names, ['shared', 'network']).forEach(visit);
  return { places: [...places], circles };
}
