/** Whose predictions are measured: those of a task, or of one of the networks that a task stands on. */
import { lookUp } from '../../../catalog';
import type { ModelHead } from '../../../catalog/model/model';
import type { TaskPlan } from '../../../contract/plan';
import { add, constant, feed, multiply } from '../../../graph';
import type { Tensor } from '../../../graph/tensor';
import type { TaskEncoding } from '../rows/training-rows';

export interface Subject {
  readonly task: TaskPlan;
  /** Null for the task as a whole. */
  readonly network: string | null;
  readonly heads: readonly ModelHead[];
  readonly rows: TaskEncoding;
  readonly feeds: LabelFeeds;
}

/** Labels as a program is given them: `label` [rows, width], and `mask` [rows], which is 1 where a row counts. */
export interface LabelFeeds {
  readonly label: Tensor;
  readonly mask: Tensor;
}

/** Names of feeds; inputs are named by the model. */
export const labelFeed = (task: string): string => `label/${task}`;
/** 1 for each row of a batch, 0 for what fills it up: [rows]. */
export const countedFeed = 'counted';
export const maskFeed = (task: string): string => `mask/${task}`;

/** One subject for each task, and with `networks` one more for each of several networks. */
export function collectSubjects(
  tasks: readonly TaskPlan[],
  heads: readonly ModelHead[],
  labels: readonly TaskEncoding[],
  rows: number,
  networks: boolean,
): readonly Subject[] {
  return tasks.flatMap((task, index) => {
    const own = heads.filter((head) => head.task === task.name);
    const feeds = {
      label: feed(labelFeed(task.name), [rows, labels[index]!.width]),
      mask: feed(maskFeed(task.name), [rows]),
    };
    const whole: Subject = { task, network: null, heads: own, rows: labels[index]!, feeds };
    if (!networks || own.length < 2) return [whole];
    return [whole, ...own.map((head) => ({ ...whole, network: head.network, heads: [head] }))];
  });
}

/** Loss of each row [rows]. That of several networks is the sum of theirs, so that each learns as it would alone. */
export function rowLosses({ task, heads, feeds }: Subject): Tensor {
  const loss = lookUp('losses', task.loss.name);
  if (!loss) throw new Error(`the catalog has no loss ${task.loss.name}`);
  return heads.map(({ output }) => loss.build(task.loss.args, output, feeds.label)).reduce(add);
}

/** The mean of the heads' predictions [rows, width]. */
export function meanPrediction(heads: readonly ModelHead[]): Tensor {
  const total = heads.map(({ prediction }) => prediction).reduce(add);
  return heads.length === 1 ? total : multiply(total, constant(1 / heads.length));
}

/** Standardised numbers back in the unit of the data; the identity for targets that are not scaled. */
export function inDataUnit(values: Tensor, { scaling }: TaskEncoding): Tensor {
  if (!scaling) return values;
  const scale = constant([...scaling.scale], [scaling.scale.length]);
  const shift = constant([...scaling.shift], [scaling.shift.length]);
  return add(multiply(values, scale), shift);
}
