/** Where rows have labels of a task, and how its cells are read. */
import { lookUp } from '../../../catalog';
import type { ColumnsPlan, TaskPlan } from '../../../contract/plan';

/** Its columns in one data set, or in several. */
export const sourcesOf = ({ predict, alsoFrom = [] }: TaskPlan): readonly ColumnsPlan[] => [
  predict,
  ...alsoFrom,
];

/** Whether the cells of its columns are classes or truths, so that they are told apart as they are. */
export function hasClasses({ target: { name } }: TaskPlan): boolean {
  const reads = lookUp('targets', name)?.reads;
  return reads === 'class' || reads === 'truth';
}
