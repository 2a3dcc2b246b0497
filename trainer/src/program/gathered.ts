/** What layers gather while training, beside what a gradient moves. */
import type { Model } from '../../../catalog/model/model';
import { constant, greater, where } from '../../../graph';
import type { Program } from '../../../graph/program';
import type { LabelGroups } from './label-groups';

/**
 * `groups` says which labels must be there for something of these tasks to change. A batch without them, a block that no task stands
 * on, and layers that are frozen leave the statistics as they are.
 */
export function buildGathered({ statistics }: Model, groups: LabelGroups): Program['states'] {
  const entries = statistics.map(({ name, tensor, next, tasks }) => {
    if (tasks.length === 0 || next === tensor) return [name, { source: tensor, next: tensor }] as const;
    const { present } = groups({ tasks, tensor });
    const settled = present ? where(greater(present, constant(0)), next, tensor) : next;
    return [name, { source: tensor, next: settled }] as const;
  });
  return Object.fromEntries(entries);
}
