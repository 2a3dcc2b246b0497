/** The columns that all inputs or all tasks take: one list for as long as nobody takes others. */
import { inputsBehind } from '../resolve/inputs-behind';
import { none } from '../syntax/fitted';
import type { CheckedAll } from './checked-all';
import type { CheckedTask } from './checked-task';
import type { Seen, TakenColumns } from './column-facts';
import { areAlike, haveSame, noColumns, type ColumnSet } from './column-sets';
import type { CheckContext } from './context';
import type { CheckedInput } from './inputs';

type Taken = readonly ColumnSet[];

/** Every text that is checked is asked for them, so that those which are kept are of the last one. */
export function takenColumns(
  { memory, symbols: { names }, tree }: CheckContext,
  inputs: CheckedAll<CheckedInput>,
  tasks: CheckedAll<CheckedTask>,
): TakenColumns {
  const last = memory?.columns;
  const isInOrder = last?.names === names;
  const taken = {
    names,
    inputs: takenBy(inputs, last?.inputs, isInOrder),
    targets: takenBy(tasks, last?.targets, isInOrder),
    read: last && isInOrder ? last.read : inputsBehind(tree.file.declarations, names, tasks.places),
  };
  if (memory) memory.columns = taken;
  return taken;
}

/** What was not found anew takes what it took. What was and says the same is taken for what it was. */
function takenBy(
  all: CheckedAll<CheckedInput> | CheckedAll<CheckedTask>,
  last: readonly Taken[] = none,
  isInOrder: boolean,
): readonly Taken[] {
  const now = all.places.map((_, index) => {
    const known = last[index];
    if (known && isInOrder && !all.isAnew(index)) return known;
    const { taken } = all.foundAt(index);
    return known && areAllAlike(taken, known) ? known : taken;
  });
  return haveSame(now, last) ? last : now;
}

const areAllAlike = (taken: Taken, known: Taken): boolean =>
  taken.length === known.length && taken.every((set, index) => areAlike(set, known[index]!));

/** Kept while the lists are, so that nothing is looked at again that says the same. */
const parts = new WeakMap<readonly Taken[], Map<string, Taken>>();

/** What all of them take from one data set. */
export const seenOf = ({ inputs, targets, read }: TakenColumns, data: string): Seen => ({
  inputs: takenFrom(inputs, data),
  targets: takenFrom(targets, data),
  read,
});

function takenFrom(all: readonly Taken[], data: string): Taken {
  let known = parts.get(all);
  if (!known) parts.set(all, (known = new Map()));
  let part = known.get(data);
  if (!part) known.set(data, (part = all.map((sets) => setOf(sets, data) ?? noColumns)));
  return part;
}

export const setOf = (sets: Taken, data: string): ColumnSet | undefined =>
  sets.find((set) => set.data === data);
