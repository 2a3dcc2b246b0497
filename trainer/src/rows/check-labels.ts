/** Checks that training can begin: enough rows for a batch, labels for every task, and something to watch. */
import type { Plan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import type { Text } from '../../../contract/text';
import { batchTooLarge, noLabels, nothingToWatch } from '../problems';
import { countLabelled, countRows } from './label-patterns';
import type { RowStore } from './row-store';
import { sourcesOf } from './sources-of-task';

/** `placeOf` tells the files of data sets. */
export function checkLabels(
  { tasks, train: { batch, stop } }: Plan,
  { train, validation }: RowStore['patterns'],
  placeOf: (sets: readonly string[]) => Text,
): readonly Problem[] {
  const problems: Problem[] = [];
  const rows = countRows(train);
  if (batch > rows) problems.push(batchTooLarge(batch, rows));
  for (const [index, task] of tasks.entries()) {
    if (countLabelled(train, index) > 0) continue;
    const sets = sourcesOf(task).map(({ data }) => data);
    problems.push(noLabels(task.name, task.predict.columns, placeOf(sets)));
  }
  const watched = tasks.findIndex(({ name }) => name === stop?.watch.task);
  if (watched >= 0 && countLabelled(validation, watched) === 0) {
    problems.push(nothingToWatch(tasks[watched]!.name));
  }
  return problems;
}
