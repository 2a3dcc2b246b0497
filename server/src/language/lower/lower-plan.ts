/** From checked declarations to a plan: what the text says, with every name resolved and every default filled in. */
import { PLAN_VERSION, type CotrainPlan, type Plan, type TrainPlan } from '../../../../contract/plan';
import type { CheckedBlock } from '../check/blocks';
import type { CheckedData } from '../check/data';
import type { CheckedInput } from '../check/inputs';
import type { CheckedTask } from '../check/checked-task';

/** The parts of a file; each holds its part of the plan, or null where it could not be understood. */
export interface CheckedParts {
  readonly title: string;
  readonly directory: string;
  /** The data sets that inputs and tasks come from; none when nothing uses any. */
  readonly data: readonly CheckedData[];
  readonly inputs: readonly CheckedInput[];
  /** In the order of building. */
  readonly blocks: readonly CheckedBlock[];
  readonly tasks: readonly CheckedTask[];
  readonly cotrain: readonly (CotrainPlan | null)[];
  readonly train: TrainPlan | null;
}

/** Null when any part is. Positions stay, so that panels can lead back to the text. */
export function lowerPlan({ title, directory, cotrain, train, ...parts }: CheckedParts): Plan | null {
  const data = wholePlans(parts.data);
  const inputs = wholePlans(parts.inputs);
  const blocks = wholePlans(parts.blocks);
  const tasks = wholePlans(parts.tasks);
  if (!data || data.length === 0 || !inputs || !blocks || !tasks || !train || !areWhole(cotrain)) return null;
  return {
    version: PLAN_VERSION,
    title,
    directory,
    data,
    inputs,
    blocks,
    tasks,
    cotrain,
    train,
  };
}

function wholePlans<T>(checked: readonly { readonly plan: T | null }[]): readonly T[] | null {
  const plans = checked.map(({ plan }) => plan);
  return areWhole(plans) ? plans : null;
}

const areWhole = <T>(plans: readonly (T | null)[]): plans is readonly T[] => !plans.includes(null);
