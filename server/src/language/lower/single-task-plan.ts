/** The plan of one task trained alone: what sharing with the others is compared with. */
import { usualNames } from '../../../../catalog/usual';
import type { BlockPlan, Plan, StopPlan } from '../../../../contract/plan';
import { defaultCall } from '../check/default-call';

/**
 * The same data, layers, batches and epochs, without the other tasks and what only they stand on, without co-training, and with the loss
 * as it is. Training that stops by a metric of another task stops by the first one of this.
 */
export function singleTaskPlan(plan: Plan, name: string): Plan {
  const task = plan.tasks.find((candidate) => candidate.name === name);
  if (!task) throw new Error(`the plan has no task ${name}`);
  const needed = new Set(task.on);
  // Each block stands on earlier ones.
  for (const block of plan.blocks.toReversed())
    if (needed.has(block.name)) for (const below of block.on) needed.add(below);
  const isNeeded = (one: { readonly name: string }): boolean => needed.has(one.name);
  const { stop } = plan.train;
  return {
    ...plan,
    inputs: plan.inputs.filter(isNeeded),
    // With nobody there is one way to share.
    blocks: plan.blocks.filter(isNeeded).map(sharedByNobody),
    tasks: [{ ...task, weight: 1 }],
    cotrain: [],
    train: {
      ...plan.train,
      weighting: defaultCall('weighting', 'equal'),
      stop: stop && ownStop(stop, task.name, task.metrics),
    },
  };
}

/** What experts and stitches have learned together has no place in a block of one task: it starts from random parameters there. */
function sharedByNobody({ from, freeze, ...block }: BlockPlan): BlockPlan {
  const sharing = defaultCall('sharing', usualNames.sharing);
  const isKept = block.sharing.name === sharing.name;
  const started = { ...(from === undefined ? {} : { from }), ...(freeze === undefined ? {} : { freeze }) };
  return { ...block, sharing, ...(isKept ? started : {}) };
}

const ownStop = (stop: StopPlan, task: string, [first]: readonly { readonly name: string }[]): StopPlan =>
  stop.watch.task === task ? stop : { ...stop, watch: { task, metric: first?.name ?? 'loss' } };
