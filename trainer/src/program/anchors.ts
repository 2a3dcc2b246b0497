/** What pulls the parameters of a participant back to the model that its round of federated training began with. */
import { lookUp } from '../../../catalog';
import type { Model } from '../../../catalog/model/model';
import type { TrainPlan } from '../../../contract/plan';
import { add, constant, multiply, state, subtract } from '../../../graph';
import type { Program } from '../../../graph/program';
import type { Tensor } from '../../../graph/tensor';
import type { NamedValues } from '../executors/executor';

export interface Anchors {
  /** Gradients, those of the model's parameters first, with what pulls added. */
  pull(slopes: readonly Tensor[]): readonly Tensor[];
  readonly states: Program['states'];
  /** The states that hold a model, from its parameters. */
  at(states: NamedValues): NamedValues;
}

/** Nothing where the plan's federation does not pull. */
export function buildAnchors({ federated }: Pick<TrainPlan, 'federated'>, { parameters }: Model): Anchors {
  const declared = federated && lookUp('federations', federated.name);
  const mu = declared?.pull?.(federated!.args as never) ?? 0;
  const held = mu === 0 ? [] : parameters;
  const sources = held.map(({ name, tensor }) => state(anchorState(name), tensor.shape));
  return {
    // ∇ (μ / 2 ‖w - w₀‖²) = μ (w - w₀)
    pull: (slopes) =>
      slopes.map((slope, index) => {
        const anchor = sources[index];
        return anchor ? add(slope, multiply(constant(mu), subtract(held[index]!.tensor, anchor))) : slope;
      }),
    states: Object.fromEntries(
      held.map(({ name }, index) => [anchorState(name), { source: sources[index]!, next: sources[index]! }]),
    ),
    at: (states) =>
      Object.fromEntries(held.map(({ name }) => [anchorState(name), states[name]!.slice()] as const)),
  };
}

const anchorState = (name: string): string => `anchor/${name}`;
