/** Building layers for their shapes alone: parameters are counted, nothing is computed. */
import type { Scope } from '../../../../catalog/declaration';
import { countMultiplyAdds, feed, state } from '../../../../graph';
import type { Flow } from '../../../../catalog/model/flow';
import { shapeOfRow } from '../../../../catalog/model/describe-shape';
import type { Tensor } from '../../../../graph/tensor';
import type { NodeShape } from './shapes';
import { sizeOf } from '../../../../graph/tensor';

/** Layers see a batch of this many rows; what they do does not depend on it. */
export const rows = 2;

export interface ShapeScope extends Scope {
  /** Trainable numbers asked for so far. */
  countParameters(): number;
}

export function createShapeScope(): ShapeScope {
  let parameters = 0;
  return {
    training: true,
    countParameters: () => parameters,
    parameter(name, shape) {
      parameters += sizeOf(shape);
      return state(name, shape);
    },
    random: (name, shape) => feed(name, shape),
    statistic: (name, shape) => ({ value: state(name, shape), follow: () => {} }),
    counted: () => feed('counted', [rows]),
  };
}

/** What is known of a layer or block from what it makes of its inputs. */
export const nodeShapeOf = (
  output: Tensor,
  inputs: readonly (Flow | null)[],
  parameters: number,
): NodeShape => ({
  text: shapeOfRow(output),
  parameters,
  multiplyAdds: () =>
    countMultiplyAdds(
      [output],
      inputs.flatMap((flow) => flow?.tensor ?? []),
    ) / rows,
});
