/** Turns the word `balanced` of a loss into numbers, which the training rows tell. */
import { lookUp } from '../../../catalog';
import { countClasses } from '../../../catalog/common/class-weights';
import type { Plan, TaskPlan } from '../../../contract/plan';
import { countRows } from './label-patterns';
import type { EncodedRows, RowStore } from './row-store';

/** The same plan with a list of factors for every loss that is to count all classes alike. */
export async function balanceClasses(plan: Plan, rows: RowStore): Promise<Plan> {
  const wanted = plan.tasks.map((task) => (weightsOf(task)?.value === 'balanced' ? classesOf(task) : 0));
  if (wanted.every((classes) => classes === 0)) return plan;
  const counts = await countLabels(rows, wanted);
  const tasks = plan.tasks.map((task, index) => {
    if (wanted[index] === 0) return task;
    const args = { ...task.loss.args, [weightsOf(task)!.name]: balanced(counts[index]!) };
    return { ...task, loss: { ...task.loss, args } };
  });
  return { ...plan, tasks };
}

/** n / (k n_c), as King & Zeng (Logistic regression in rare events data, 2001) weigh. A class without a row has none to weigh. */
function balanced(counts: Float64Array): readonly number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const known = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return Array.from(counts, (count) => (count > 0 ? all / (known * count) : 1));
}

function weightsOf({ loss }: TaskPlan) {
  const name = lookUp('losses', loss.name)?.weighs;
  return name === undefined ? undefined : { name, value: loss.args[name] };
}

function classesOf({ target, predict }: TaskPlan): number {
  const declared = lookUp('targets', target.name);
  return (declared && countClasses(declared, target.args, predict.columns.length)) ?? 0;
}

/** Rows that are counted at once. */
const chunk = 4096;

/** Labels of each class in the training part, for tasks with classes; of steps and pixels every one counts. */
async function countLabels(rows: RowStore, classes: readonly number[]): Promise<readonly Float64Array[]> {
  const counts = classes.map((count) => new Float64Array(count));
  const walk = rows.walkPart('train');
  for (let left = countRows(rows.patterns.train); left > 0; left -= chunk) {
    for (const slice of await walk.take(Math.min(chunk, left))) {
      for (const [task, own] of counts.entries()) if (own.length > 0) addLabels(own, slice, task);
    }
  }
  return counts;
}

function addLabels(
  counts: Float64Array,
  { rows, chosen }: { readonly rows: EncodedRows; readonly chosen: Int32Array },
  task: number,
): void {
  const { values, mask, width } = rows.tasks[task]!;
  for (const row of chosen) {
    if (mask[row] !== 1) continue;
    for (let place = row * width; place < (row + 1) * width; place++) {
      // A place without a class is below 0.
      if (values[place]! >= 0) counts[values[place]!]! += 1;
    }
  }
}
