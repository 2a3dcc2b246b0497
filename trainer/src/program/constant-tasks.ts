/** Finds the tasks of which no batch lacks a label, so that nothing of them needs to be held back. */
import type { Plan } from '../../../contract/plan';
import { labelledRows, type TrainingRows } from '../rows/training-rows';

/** Names of tasks that have a label in every row that is trained on, now or after co-training has passed labels on. */
export function findConstantTasks(plan: Plan, { parts, tasks }: TrainingRows): ReadonlySet<string> {
  const growing = new Set(plan.cotrain.map(({ task }) => task));
  const constant = tasks.filter((task) => {
    const others = tasks.filter((other) => other !== task);
    const othersGrow = others.some(({ name }) => growing.has(name));
    const rows = othersGrow ? parts.train : labelledRows(parts.train, others);
    return rows.every((row) => task.mask[row] === 1);
  });
  return new Set(constant.map(({ name }) => name));
}
