/** Turns the columns that a task predicts into labels, as its target reads them. */
import { lookUp } from '../../../catalog';
import type { TargetDeclaration } from '../../../catalog/declaration';
import type { TaskPlan } from '../../../contract/plan';
import type { Outcome } from '../../../contract/problem';
import { encodeClasses } from '../../../data/encode/encode-classes';
import { encodeNumbers } from '../../../data/encode/encode-numbers';
import { encodeTruth } from '../../../data/encode/encode-truth';
import type { ScaleName } from '../../../data/encode/scaling';
import type { ColumnValues } from '../../../data/read-columns';
import type { TaskRows } from './training-rows';

/** Numbers are scaled by `trainingRows`. Reports columns that do not hold what the target reads. */
export function encodeTask(
  task: TaskPlan,
  columns: readonly ColumnValues[],
  trainingRows: Int32Array,
): Outcome<TaskRows> {
  const target = lookUp('targets', task.target.name);
  if (!target) throw new Error(`the catalog has no target ${task.target.name}`);
  return encoders[target.reads](task, columns, trainingRows, target);
}

type Encoder = (
  task: TaskPlan,
  columns: readonly ColumnValues[],
  trainingRows: Int32Array,
  target: TargetDeclaration,
) => Outcome<TaskRows>;

const encoders: { readonly [reads in TargetDeclaration['reads']]: Encoder } = {
  class({ name, target: { args } }, columns, _, { counts }) {
    const { value, problems } = encodeClasses(columns[0]!, args[counts ?? ''] as number);
    return value ? { value: { name, scaling: null, ...value }, problems } : { problems };
  },
  truth({ name }, columns) {
    const { value, problems } = encodeTruth(columns);
    if (!value) return { problems };
    const { words, ...labels } = value;
    // Several columns have a pair of words each, which one list of classes cannot name.
    const classes = words.length === 1 ? words[0]! : null;
    return { value: { name, scaling: null, classes, ...labels }, problems };
  },
  numbers({ name, target: { args } }, columns, trainingRows) {
    const { value, problems } = encodeNumbers(columns, args['scale'] as ScaleName, trainingRows);
    return value ? { value: { name, classes: null, ...value }, problems } : { problems };
  },
};
