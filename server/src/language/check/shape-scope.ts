/** Building layers for their shapes alone: parameters are counted, nothing is computed. */
import { isMisfit, type Misfit, type Scope } from '../../../../catalog/declaration';
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
  /** Whether numbers were asked for that no gradient trains. */
  readonly gathers: boolean;
}

export function createShapeScope(): ShapeScope {
  let parameters = 0;
  let gathers = false;
  return {
    training: true,
    get gathers() {
      return gathers;
    },
    countParameters: () => parameters,
    parameter(name, shape) {
      parameters += sizeOf(shape);
      return state(name, shape);
    },
    random: (name, shape) => feed(name, shape),
    statistic(name, shape) {
      gathers = true;
      return { value: state(name, shape), follow: () => {} };
    },
    counted: () => feed('counted', [rows]),
  };
}

/** The same flow without the graph that it was made of, so that what is kept of a check is small. */
export const detached = ({ tensor, ...known }: Flow): Flow => ({ ...known, tensor: featuresOf(tensor) });

/** The shapes in a text are few: layers share them. */
const features = new Map<string, Tensor>();
const mostShapes = 1000;

function featuresOf({ shape, dtype }: Tensor): Tensor {
  const key = `${dtype} ${shape.join(' ')}`;
  const known = features.get(key);
  if (known) return known;
  if (features.size >= mostShapes) features.clear();
  const made = feed('features', shape, dtype);
  features.set(key, made);
  return made;
}

/** Multiplications with an addition for one row in what `build` makes of `inputs`, which is built again for it. */
export function countIn(build: (scope: Scope) => Tensor | Misfit, inputs: readonly Flow[]): number {
  const output = build(createShapeScope());
  const sources = inputs.map(({ tensor }) => tensor);
  return isMisfit(output) ? 0 : countMultiplyAdds([output], sources) / rows;
}

/** What is known of an input, block or task from what leaves it; `count` is called once. */
export function nodeShapeOf(output: Tensor, parameters: number, count: NodeShape['multiplyAdds']): NodeShape {
  let counted: number | undefined;
  return {
    text: shapeOfRow(output),
    shape: featuresOf(output).shape,
    parameters,
    multiplyAdds: () => (counted ??= count()),
  };
}
