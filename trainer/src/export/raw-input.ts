/** What stands for an input in the model file: columns as they are in the data, or ids, and what the model makes of them. */
import {
  cast,
  constant,
  divide,
  equal,
  feed,
  greater,
  max,
  multiply,
  reshape,
  subtract,
  where,
} from '../../../graph';
import type { Shape, Tensor } from '../../../graph/tensor';
import type { Scaling } from '../../../data/encode/scaling';
import type { InputEncoding } from '../rows/training-rows';

export interface RawInput {
  /** The feed of the file. */
  readonly raw: Tensor;
  /** What the model is fed instead: values, and true steps where the input has steps. */
  readonly values: Tensor;
  readonly lengths?: Tensor;
}

/** `shape` is that of the values that the model is fed: [rows, …]. */
export function rawInput({ name, width, hasSteps, scaling }: InputEncoding, shape: Shape): RawInput {
  const rows = shape[0]!;
  const raw = feed(name, [rows, width], scaling ? 'float32' : 'int64');
  if (!scaling) {
    const ids = cast(raw, 'float32');
    const lengths = hasSteps ? { lengths: lastStep(greater(ids, constant(0))) } : {};
    return { raw, values: ids, ...lengths };
  }
  if (!hasSteps) return { raw, values: reshape(scaleColumns(raw, scaling), shape) };
  const steps = reshape(raw, shape);
  // A step counts by each of its features that is there.
  const present = max(cast(equal(steps, steps), 'float32'), [2]);
  return { raw, values: scaleColumns(steps, scaling), lengths: lastStep(greater(present, constant(0))) };
}

/** Of each row [rows], the number of its last step, from 1, that `isThere` [rows, steps]; 0 where none is. */
function lastStep(isThere: Tensor): Tensor {
  const steps = isThere.shape[1]!;
  const numbers = constant(
    Array.from({ length: steps }, (_, step) => step + 1),
    [steps],
  );
  return max(multiply(cast(isThere, 'float32'), numbers), [1]);
}

/** As the data room scales: missing values become the mean first. */
function scaleColumns(raw: Tensor, { shift, scale, fill }: Scaling): Tensor {
  // NaN alone differs from itself.
  const whole = where(equal(raw, raw), raw, vector(fill));
  return divide(subtract(whole, vector(shift)), vector(scale));
}

const vector = (values: Float64Array): Tensor => constant([...values], [values.length]);
