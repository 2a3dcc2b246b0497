/** The plan of one task trained alone: what sharing with the others is compared with. */
import { usualNames } from '../../../../catalog/usual';
import type { BlockPlan, Plan, StopPlan, TrainPlan } from '../../../../contract/plan';
import { defaultCall } from '../check/default-call';

/**
 * The data sets that the task is predicted from, and the same layers, batches and epochs, without the other tasks and what only they stand on, without co-training, and with the loss
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
  // Rows of other data sets have nothing to teach it.
  const from = [task.predict, ...(task.alsoFrom ?? [])].map(({ data }) => data);
  const isRead = ({ data }: { readonly data: string }): boolean => from.includes(data);
  const { stop, sampling, ...train } = plan.train;
  const data = plan.data.filter((one) => isRead({ data: one.name }));
  return {
    ...plan,
    data,
    inputs: plan.inputs.filter(isNeeded).map((input) => ({ ...input, from: input.from.filter(isRead) })),
    // With nobody there is one way to share.
    blocks: plan.blocks.filter(isNeeded).map((block) => sharedByNobody(block, isRead)),
    tasks: [{ ...task, weight: 1 }],
    cotrain: [],
    train: {
      ...withParticipants(train, data),
      ...(sampling && from.length > 1 ? { sampling } : {}),
      weighting: defaultCall('weighting', 'equal'),
      stop: stop && ownStop(stop, task.name, task.metrics),
    },
  };
}

/** What experts and stitches have learned together has no place in a block of one task: it starts from random parameters there. */
function sharedByNobody(
  { from, freeze, data, ...block }: BlockPlan,
  isRead: (source: { readonly data: string }) => boolean,
): BlockPlan {
  const sharing = defaultCall('sharing', usualNames.sharing);
  const isKept = block.sharing.name === sharing.name;
  const started = { ...(from === undefined ? {} : { from }), ...(freeze === undefined ? {} : { freeze }) };
  const own = data !== undefined && isRead({ data }) ? { data } : {};
  return { ...block, sharing, ...(isKept ? started : {}), ...own };
}

/** A single participant learns as if nothing were federated, for as many epochs. */
function withParticipants<T extends Pick<TrainPlan, 'federated' | 'privacy' | 'epochs'>>(
  train: T,
  data: Plan['data'],
): Omit<T, 'federated' | 'privacy'> {
  const { federated, privacy: _, ...others } = train;
  if (!federated || data.length > 1 || data.some(({ client }) => client !== undefined)) return train;
  return { ...others, epochs: train.epochs * (federated.args['rounds'] as number) };
}

const ownStop = (stop: StopPlan, task: string, [first]: readonly { readonly name: string }[]): StopPlan =>
  stop.watch.task === task ? stop : { ...stop, watch: { task, metric: first?.name ?? 'loss' } };
