/** Finds the tasks of which no batch lacks a label, so that nothing of them needs to be held back. */
import type { Plan } from '../../../contract/plan';
import type { LabelledRows } from '../rows/row-store';

/** Names of tasks that have a label in every row that is trained on, now or after co-training has passed labels on. */
export function findConstantTasks(plan: Plan, { patterns, tasks }: LabelledRows): ReadonlySet<string> {
  const growing = new Set(plan.cotrain.map(({ task }) => task));
  const constant = tasks.filter((task, index) => {
    const othersGrow = tasks.some((other) => other !== task && growing.has(other.name));
    return patterns.train.every(
      ({ labelled }) => labelled[index] || (!othersGrow && !labelled.some((label) => label)),
    );
  });
  return new Set(constant.map(({ name }) => name));
}
