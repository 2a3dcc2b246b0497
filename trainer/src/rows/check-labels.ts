/** Checks that training can begin: enough rows for a batch, labels for every task, and something to watch. */
import type { Plan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import type { Text } from '../../../contract/text';
import type { RowParts } from '../../../data/split-rows';
import { batchTooLarge, noLabels, nothingToWatch } from '../problems';
import { countLabelled, type TaskRows } from './training-rows';

export function checkLabels(
  plan: Plan,
  tasks: readonly TaskRows[],
  parts: RowParts,
  place: Text,
): readonly Problem[] {
  const { batch, stop } = plan.train;
  const problems: Problem[] = [];
  if (batch > parts.train.length) problems.push(batchTooLarge(batch, parts.train.length));
  for (const [index, task] of tasks.entries()) {
    if (countLabelled(parts.train, task) > 0) continue;
    problems.push(noLabels(task.name, plan.tasks[index]!.predict.columns, place));
  }
  const watched = tasks.find(({ name }) => name === stop?.watch.task);
  if (watched && countLabelled(parts.validation, watched) === 0) problems.push(nothingToWatch(watched.name));
  return problems;
}
