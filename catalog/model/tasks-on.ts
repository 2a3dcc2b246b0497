/** Which tasks train the parameters of a block. */
import type { Plan } from '../../contract/plan';

/** Names of the tasks that stand on input or block `name`, directly or through other blocks, in the order of the plan. */
export function tasksOn(plan: Plan, name: string): readonly string[] {
  const reached = new Set([name]);
  // Each block comes after the blocks that it stands on, so that one pass reaches all.
  for (const block of plan.blocks) {
    if (block.on.some((source) => reached.has(source))) reached.add(block.name);
  }
  return plan.tasks.filter((task) => task.on.some((source) => reached.has(source))).map((task) => task.name);
}
