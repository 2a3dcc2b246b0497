/** The tasks whose networks are passed labels of their own. */
import { lookUp } from '../../../catalog';
import type { Plan } from '../../../contract/plan';

/** Names of tasks. */
export const tasksTaughtApart = ({ cotrain }: Pick<Plan, 'cotrain'>): ReadonlySet<string> =>
  new Set(cotrain.filter(({ method }) => isApart(method.name)).map(({ task }) => task));

function isApart(name: string): boolean {
  const method = lookUp('cotraining', name);
  return method?.acts === 'rounds' && method.passesTo !== 'all';
}
