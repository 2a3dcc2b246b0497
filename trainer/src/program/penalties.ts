/** What a model asks for beside the losses: weightings do not know of it, and no total that is shown holds it. */
import type { Model } from '../../../catalog/model/model';
import { add, gradients, orderNodes } from '../../../graph';
import type { Tensor } from '../../../graph/tensor';

/**
 * `slopes` with the gradients of the penalties added. They begin with those of the model's parameters, in its order. A parameter that no
 * penalty depends on keeps its own.
 */
export function withPenalties(
  slopes: readonly Tensor[],
  { parameters, penalties }: Pick<Model, 'parameters' | 'penalties'>,
): readonly Tensor[] {
  if (penalties.length === 0) return slopes;
  const total = penalties.reduce(add);
  const behind = new Set(orderNodes([total]));
  const penalised = parameters.filter(({ tensor }) => behind.has(tensor.node));
  const found = gradients(
    total,
    penalised.map(({ tensor }) => tensor),
  );
  const slopeOf = new Map(penalised.map(({ tensor }, index) => [tensor, found[index]!]));
  return slopes.map((slope, index) => {
    const parameter = parameters[index];
    const more = parameter && slopeOf.get(parameter.tensor);
    return more ? add(slope, more) : slope;
  });
}
