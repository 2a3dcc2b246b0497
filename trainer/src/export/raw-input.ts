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
  /** The file takes the input in eight bytes a number and takes these from its columns first: four would blur them. */
  readonly centre?: Float64Array;
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
  const fine = isBlurred(scaling) ? centred(scaling, width) : { scaling };
  if (!hasSteps) {
    // One scaling for each column, or for each channel, which come again with each pixel.
    const scaled = scaling.shift.length;
    const apart = scaled === width ? raw : reshape(raw, [rows, width / scaled, scaled]);
    return { raw, ...fine, values: reshape(scaleColumns(apart, fine.scaling), shape) };
  }
  const steps = reshape(raw, shape);
  // A step counts by each of its features that is there.
  const present = max(cast(equal(steps, steps), 'float32'), [2]);
  return {
    raw,
    ...fine,
    values: scaleColumns(steps, fine.scaling),
    lengths: lastStep(greater(present, constant(0))),
  };
}

/** Whether a float32 of some column is off by a thousandth of the scale: times within minutes, counted in seconds from 1970, are. */
const isBlurred = ({ shift, scale }: Scaling): boolean =>
  shift.some((centre, column) => Math.abs(centre) > scale[column]! * 2 ** 14);

/** The same scaling for columns from which the shift was taken; features of a sequence come again with each step, channels with each pixel. */
function centred(
  scaling: Scaling,
  width: number,
): { readonly scaling: Scaling; readonly centre: Float64Array } {
  const { shift, fill } = scaling;
  return {
    centre: Float64Array.from({ length: width }, (_, column) => shift[column % shift.length]!),
    scaling: {
      ...scaling,
      shift: shift.map(() => 0),
      fill: fill.map((value, column) => value - shift[column]!),
    },
  };
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
