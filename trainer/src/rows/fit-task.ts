/** Fits how the columns that a task predicts become labels, as its target reads them. */
import { lookUp } from '../../../catalog';
import { isMisfit, type TargetDeclaration } from '../../../catalog/declaration';
import type { TaskPlan } from '../../../contract/plan';
import { fitClasses } from '../../../data/encode/encode-classes';
import { fitNumbers } from '../../../data/encode/encode-numbers';
import { fitTruth } from '../../../data/encode/encode-truth';
import { fitPlaces } from '../../../data/encode/encode-places';
import type { Fitting } from '../../../data/encode/fitting';
import type { LabelEncoder } from '../../../data/encode/labels';
import type { ScaleName } from '../../../data/encode/scaling';
import type { TaskEncoding } from './training-rows';

/** How the labels of a task are encoded, and what encodes them. */
export type TaskEncoder = TaskEncoding & LabelEncoder;

/** Numbers are scaled by the training rows; `places` are the steps or pixels that a label has classes for. Reports columns that do not hold what the target reads. */
export function fitTask(task: TaskPlan, places: number): Fitting<TaskEncoder> {
  const target = lookUp('targets', task.target.name);
  if (!target) throw new Error(`the catalog has no target ${task.target.name}`);
  return fits[target.reads](task, target, places);
}

type Fit = (task: TaskPlan, target: TargetDeclaration, places: number) => Fitting<TaskEncoder>;

const fits: { readonly [reads in TargetDeclaration['reads']]: Fit } = {
  class: ({ name, target: { args } }, { counts }) =>
    as(fitClasses(args[counts ?? ''] as number), (classes) => ({ name, scaling: null, ...classes })),
  truth: ({ name }) =>
    as(fitTruth(), ({ words, ...labels }) => {
      // Several columns have a pair of words each, which one list of classes cannot name.
      const classes = words.length === 1 ? words[0]! : null;
      return { name, scaling: null, classes, ...labels };
    }),
  numbers: ({ name, target: { args } }) =>
    as(fitNumbers(args['scale'] as ScaleName), (numbers) => ({ name, classes: null, ...numbers })),
  places: (task, target, places) =>
    as(fitPlaces({ places, count: classesOf(task, target), target: target.name }), (labels) => ({
      name: task.name,
      scaling: null,
      ...labels,
    })),
};

/** How many classes a target tells apart, as its output layer does. */
export function classesOf({ predict, target: { args } }: TaskPlan, target: TargetDeclaration): number {
  const widths = target.widths(args, predict.columns.length);
  if (isMisfit(widths)) throw new Error(`the columns of ${target.name} do not fit`);
  return widths.output;
}

function as<From, To>(fitting: Fitting<From>, change: (encoder: From) => To): Fitting<To> {
  return {
    passes: fitting.passes,
    look: (block, pass) => fitting.look(block, pass),
    finish() {
      const { value, problems } = fitting.finish();
      return value ? { value: change(value), problems } : { problems };
    },
  };
}
