/** The tasks whose networks are passed labels of their own. */
import { lookUp } from '../../../catalog';
import type { Plan } from '../../../contract/plan';

/** Names of tasks. */
export const tasksTaughtApart = ({ cotrain }: Pick<Plan, 'cotrain'>): ReadonlySet<string> =>
  new Set(
    cotrain.flatMap(({ task, method }) =>
      lookUp('cotraining', method.name)?.passesTo === 'all' ? [] : [task],
    ),
  );
