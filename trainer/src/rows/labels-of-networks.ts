/** Hides labels from networks that learn from a data set of their own: its rows are the only labelled ones for them. */
import type { Plan } from '../../../contract/plan';
import { joinOwn } from './own-labels';
import { rowsBySet } from './row-set';
import { labelledSetsOf } from './sets-of-networks';
import type { TaskLabels, TrainingRows } from './training-rows';

/**
 * What the tasks of the plan learn from, in their order, before anything is passed on. Of training rows alone labels are hidden: networks
 * are measured by all others.
 */
export function labelsToLearn(
  plan: Pick<Plan, 'data' | 'blocks' | 'tasks'>,
  rows: TrainingRows,
): readonly TaskLabels[] {
  return plan.tasks.map((task, index) => {
    const labels = rows.tasks[index]!;
    const sets = labelledSetsOf(plan, task);
    if ('all' in sets) return withoutOthers(labels, rows, sets.all);
    const own = Object.entries(sets.own).map(
      ([network, known]) => [network, withoutOthers(labels, rows, known)] as const,
    );
    return joinOwn(labels, Object.fromEntries(own));
  });
}

/** The same labels where all data sets are `known`. */
function withoutOthers(
  labels: TaskLabels,
  { sets, parts: { train } }: TrainingRows,
  known: readonly string[],
): TaskLabels {
  if (sets.every(({ name }) => known.includes(name))) return labels;
  const { width } = labels;
  const [values, mask] = [labels.values.slice(), labels.mask.slice()];
  for (const [index, rows] of rowsBySet(sets, train).entries()) {
    if (known.includes(sets[index]!.name)) continue;
    for (const row of rows) {
      mask[row] = 0;
      values.fill(0, row * width, (row + 1) * width);
    }
  }
  return { values, width, mask };
}
