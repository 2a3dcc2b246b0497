/** From which data sets' labels networks learn, and so the tasks that stand on them. */
import type { Plan, TaskPlan } from '../../../contract/plan';

type Sources = Pick<Plan, 'data' | 'blocks'>;

/** Names of data sets: those of a task as a whole, or of each of its networks where they learn from different ones. */
export type LabelledSets =
  { readonly all: readonly string[] } | { readonly own: Readonly<Record<string, readonly string[]>> };

export function labelledSetsOf(plan: Sources, { on }: Pick<TaskPlan, 'on'>): LabelledSets {
  const sets = on.map((name) => setsOf(plan, name));
  if (sets.every((own) => own.join('\n') === sets[0]!.join('\n'))) return { all: sets[0]! };
  const areNetworks = on.every((name) =>
    plan.blocks.some((block) => block.name === name && block.kind === 'network'),
  );
  // Each of several networks has a head of its own; anything else comes together in one.
  return areNetworks
    ? { own: Object.fromEntries(on.map((name, index) => [name, sets[index]!])) }
    : { all: sets.reduce(common) };
}

/** A block learns from what all that it stands on may learn from. */
function setsOf(plan: Sources, name: string): readonly string[] {
  const all = plan.data.map((data) => data.name);
  const block = plan.blocks.find((one) => one.name === name);
  if (!block) return all;
  const below = block.on.map((source) => setsOf(plan, source)).reduce(common, all);
  return block.data === undefined ? below : below.filter((data) => data === block.data);
}

const common = (a: readonly string[], b: readonly string[]): readonly string[] =>
  a.filter((data) => b.includes(data));
