/** The tasks whose networks have labels of their own: those of a data set, or those that they are passed. */
import { lookUp } from '../../../catalog';
import type { Plan } from '../../../contract/plan';
import { labelledSetsOf } from '../rows/sets-of-networks';

/** Names of tasks. */
export const tasksTaughtApart = (plan: Plan): ReadonlySet<string> =>
  new Set([
    ...plan.cotrain.filter(({ method }) => isApart(method.name)).map(({ task }) => task),
    ...plan.tasks.filter((task) => 'own' in labelledSetsOf(plan, task)).map(({ name }) => name),
  ]);

function isApart(name: string): boolean {
  const method = lookUp('cotraining', name);
  return method?.acts === 'rounds' && method.passesTo !== 'all';
}
