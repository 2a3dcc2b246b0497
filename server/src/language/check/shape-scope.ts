/** Building layers for their shapes alone: parameters are counted, nothing is computed. */
import type { Scope } from '../../../../catalog/declaration';
import { feed, state } from '../../../../graph';
import { sizeOf } from '../../../../graph/tensor';

/** Layers see a batch of this many rows; what they do does not depend on it. */
export const rows = 2;

export interface ShapeScope extends Scope {
  /** Trainable numbers asked for so far. */
  readonly parameters: number;
}

export function createShapeScope(): ShapeScope {
  let parameters = 0;
  return {
    training: true,
    get parameters() {
      return parameters;
    },
    parameter(name, shape) {
      parameters += sizeOf(shape);
      return state(name, shape);
    },
    random: (name, shape) => feed(name, shape),
    statistic: (name, shape) => ({ value: state(name, shape), follow: () => {} }),
    counted: () => feed('counted', [rows]),
  };
}
