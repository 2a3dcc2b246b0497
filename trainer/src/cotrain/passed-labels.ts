/** Adds labels that co-training passes on to those of the data. */
import type { Passed } from '../../../catalog/declaration';
import type { TaskLabels } from '../rows/training-rows';

/** `rows` holds the number of each row of the pool that `passed` counts. The labels that went in stay as they are. */
export function addLabels(labels: TaskLabels, passed: readonly Passed[], rows: Int32Array): TaskLabels {
  const { width } = labels;
  const values = labels.values.slice();
  const mask = labels.mask.slice();
  for (const { row, label } of passed) {
    values.set(label, rows[row]! * width);
    mask[rows[row]!] = 1;
  }
  return { values, width, mask };
}
