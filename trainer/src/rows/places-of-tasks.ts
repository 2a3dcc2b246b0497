/** How many classes a label of each task has: one for each step or pixel of what the task stands on, or one. */
import { lookUp } from '../../../catalog';
import { buildModel } from '../../../catalog/model/build-model';
import type { Plan } from '../../../contract/plan';

/** In the order of the tasks. Only the model knows how many steps are left where a task reads them. */
export function placesOfTasks(plan: Plan): readonly number[] {
  const haveMany = plan.tasks.map(({ target }) => lookUp('targets', target.name)?.each !== undefined);
  if (!haveMany.includes(true)) return plan.tasks.map(() => 1);
  const { heads } = buildModel(plan, { rows: 1, training: false });
  return plan.tasks.map(({ name }, index) =>
    haveMany[index] ? heads.find(({ task }) => task === name)!.output.shape[1]! : 1,
  );
}
