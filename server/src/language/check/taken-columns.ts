/** The columns that all inputs or all tasks take: one list for as long as nobody takes others. */
import { none } from '../syntax/fitted';
import type { CheckedAll } from './checked-all';
import type { CheckedTask } from './checked-task';
import type { TakenColumns } from './column-facts';
import { areAlike, haveSame, type ColumnSet } from './column-sets';
import type { CheckContext } from './context';
import type { CheckedInput } from './inputs';

/** Every text that is checked is asked for them, so that those which are kept are of the last one. */
export function takenColumns(
  { memory, symbols: { names } }: CheckContext,
  inputs: CheckedAll<CheckedInput>,
  tasks: CheckedAll<CheckedTask>,
): TakenColumns {
  const last = memory?.columns;
  const isInOrder = last?.names === names;
  const taken = {
    names,
    inputs: takenBy(inputs, last?.inputs, isInOrder),
    targets: takenBy(tasks, last?.targets, isInOrder),
  };
  if (memory) memory.columns = taken;
  return taken;
}

/** What was not found anew takes what it took. What was and says the same is taken for what it was. */
function takenBy(
  all: CheckedAll<CheckedInput> | CheckedAll<CheckedTask>,
  last: readonly ColumnSet[] = none,
  isInOrder: boolean,
): readonly ColumnSet[] {
  const now = all.places.map((_, index) => {
    const known = last[index];
    if (known && isInOrder && !all.isAnew(index)) return known;
    const { taken } = all.foundAt(index);
    return known && areAlike(taken, known) ? known : taken;
  });
  return haveSame(now, last) ? last : now;
}
