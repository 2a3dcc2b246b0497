/** Which labels a batch must have for a parameter to change: those of its tasks, or of their networks where these are taught apart. */
import type { Model } from '../../../catalog/model/model';
import type { Plan } from '../../../contract/plan';
import { add, constant, minimum, reshape, slice, sum } from '../../../graph';
import { orderNodes } from '../../../graph/order';
import type { Tensor } from '../../../graph/tensor';
import type { LabelledRows } from '../rows/row-store';
import { findConstantTasks } from './constant-tasks';
import type { Subject } from './subject';
import type { Trained } from './updates';

/** What changes by the same labels changes together. */
export type LabelGroup = Pick<Trained, 'present' | 'group'>;

/** Answers the group of a parameter or statistic of the model; one that no task reaches has the group ''. */
export type LabelGroups = (reached: Pick<Model['parameters'][number], 'tasks' | 'tensor'>) => LabelGroup;

/** `present` is [tasks], 0 or 1. Always, where a batch never lacks all of the labels. */
export function groupByLabels(
  plan: Plan,
  rows: LabelledRows,
  subjects: readonly Subject[],
  present: Tensor,
): LabelGroups {
  const constantTasks = findConstantTasks(plan, rows);
  const networks = new Map(
    subjects.flatMap((subject) => (isTaughtByLabels(subject) ? [networksOf(subject)] : [])),
  );
  const known = new Map<string, LabelGroup>();
  return ({ tasks, tensor }) => {
    if (tasks.length === 0) return { group: '', present: null };
    const needed = tasks.flatMap((task): readonly Needed[] => {
      const own = networks.get(task)?.filter(({ reaches }) => reaches.has(tensor)) ?? [];
      if (own.length > 0) return own;
      const index = plan.tasks.findIndex(({ name }) => name === task);
      const isConstant = constantTasks.has(task);
      return [{ name: task, present: isConstant ? null : reshape(slice(present, 0, index, index + 1), []) }];
    });
    const always = needed.some((labels) => labels.present === null);
    const group = always ? everyStep : needed.map(({ name }) => name).join('+');
    const found = known.get(group) ?? {
      group,
      present: always ? null : needed.map((one) => one.present!).reduce(add),
    };
    known.set(group, found);
    return found;
  };
}

/** What changes in every step counts its updates together, whatever tasks it is for; no group of tasks is called so. */
const everyStep = 'every step';

/** Labels, and a scalar that is above 0 where the batch has one of them; null where each batch has. */
interface Needed {
  readonly name: string;
  readonly present: Tensor | null;
}

/** Networks that learn from labels of their own and from nothing else. */
const isTaughtByLabels = ({ own, taught }: Subject): boolean => own !== undefined && !taught;

function networksOf({ task, heads, own }: Subject) {
  const networks = heads.map(({ network, output }, k) => ({
    name: `${task.name}/${network}`,
    present: minimum(sum(own![k]!.mask), constant(1)),
    reaches: new Set(orderNodes([output]).flatMap(({ outputs }) => outputs)),
  }));
  return [task.name, networks] as const;
}
