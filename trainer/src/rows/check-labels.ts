/** Checks that training can begin: enough rows for a batch, labels for every task, and something to watch. */
import type { Plan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import type { Text } from '../../../contract/text';
import { batchTooLarge, noLabels, nothingToWatch } from '../problems';
import { countLabelled, countRows } from './label-patterns';
import type { RowStore } from './row-store';

export function checkLabels(
  { tasks, train: { batch, stop } }: Plan,
  { train, validation }: RowStore['patterns'],
  place: Text,
): readonly Problem[] {
  const problems: Problem[] = [];
  const rows = countRows(train);
  if (batch > rows) problems.push(batchTooLarge(batch, rows));
  for (const [index, { name, predict }] of tasks.entries()) {
    if (countLabelled(train, index) === 0) problems.push(noLabels(name, predict.columns, place));
  }
  const watched = tasks.findIndex(({ name }) => name === stop?.watch.task);
  if (watched >= 0 && countLabelled(validation, watched) === 0) {
    problems.push(nothingToWatch(tasks[watched]!.name));
  }
  return problems;
}
