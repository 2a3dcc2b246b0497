/** Running means of parameters, which predictions are made with where a co-training method keeps them. */
import { lookUp } from '../../../catalog';
import type { Model, ModelParameter } from '../../../catalog/model/model';
import type { CotrainPlan } from '../../../contract/plan';
import {
  add,
  cast,
  constant,
  divide,
  greater,
  minimum,
  multiply,
  state,
  subtract,
  where,
} from '../../../graph';
import type { Program } from '../../../graph/program';
import type { Tensor } from '../../../graph/tensor';
import type { NamedValues } from '../executors/executor';
import type { LabelGroups } from './label-groups';

/** The mean of a parameter, as it is before the step. */
export interface Average {
  readonly parameter: ModelParameter;
  /** A state, of the parameter's shape. */
  readonly tensor: Tensor;
  /** The share of it that stays in a step. */
  readonly decay: number;
}

/** Name of the state that is the mean of a parameter. */
export const averageState = (parameter: string): string => `average/${parameter}`;

/** Of every parameter that a task is taught through by a method that keeps means. */
export function averagesOf(cotrain: readonly CotrainPlan[], { parameters }: Model): readonly Average[] {
  return parameters.flatMap((parameter) => {
    const pair = cotrain.find(({ task, method }) => {
      const declared = lookUp('cotraining', method.name);
      return declared?.acts === 'steps' && declared.averages && parameter.tasks.includes(task);
    });
    if (!pair) return [];
    const declared = lookUp('cotraining', pair.method.name);
    const name = declared?.acts === 'steps' ? declared.averages! : '';
    const tensor = state(averageState(parameter.name), parameter.tensor.shape);
    return [{ parameter, tensor, decay: pair.method.args[name] as number }];
  });
}

/**
 * θ′ = αθ′ + (1 - α)θ with the parameter θ as it is after the step; α is at most 1 - 1/n in step n, so that the first ones are plain means. Nothing
 * moves in a step that has no label for the parameter: `present` is above 0 else, or null where there always is one.
 */
export function buildAverages(
  averages: readonly Average[],
  states: Program['states'],
  step: Tensor,
  groups: LabelGroups,
): Program['states'] {
  const n = add(cast(step, 'float32'), constant(1));
  const entries = averages.map(({ parameter, tensor, decay }) => {
    const { name } = parameter;
    const alpha = minimum(subtract(constant(1), divide(constant(1), n)), constant(decay));
    const theta = states[name]!.next;
    const next = add(multiply(tensor, alpha), multiply(theta, subtract(constant(1), alpha)));
    const { present } = groups(parameter);
    const settled = present ? where(greater(present, constant(0)), next, tensor) : next;
    return [averageState(name), { source: tensor, next: settled }] as const;
  });
  return Object.fromEntries(entries);
}

/** Values of the averages before the first step: those of the parameters. */
export const startOfAverages = (averages: readonly Average[], start: NamedValues): NamedValues =>
  Object.fromEntries(averages.map(({ parameter: { name } }) => [averageState(name), start[name]!.slice()]));

/** The states that predictions are made with: those of training, with averages in place of parameters that have one. */
export const predictingStates = (states: NamedValues): NamedValues =>
  Object.fromEntries(Object.keys(states).map((name) => [name, states[averageState(name)] ?? states[name]!]));
