/** The normalisation of each feature over the rows of a batch. */
import { add, constant, divide, maximum, multiply, reshape, sqrt, square, subtract, sum } from '../../graph';
import { sameShape } from '../../graph/ops/shapes';
import { sizeOf, type Tensor } from '../../graph/tensor';
import { featureAxis, isImage } from '../common/feature-axis';
import { alongFeatures, scaleAndShift } from '../common/gain-and-bias';
import { alongSteps } from '../common/true-steps';
import { defineLayer, type Statistic } from '../declaration';
import { number } from '../parameter';

export const batchNorm = defineLayer({
  name: 'batchNorm',
  doc:
    'Gives each feature (each channel of an image) mean 0 and variance 1 over the rows of a batch, then scales and shifts ' +
    'it by trained numbers. Predictions are made with running means and variances, which training gathers on the way. ' +
    'The bias of a `dense` or `conv` just before it changes nothing, and stays 0.',
  cite: 'Ioffe & Szegedy, Batch normalization: accelerating deep network training by reducing internal covariate shift, ICML 2015',
  params: {
    decay: number({
      doc: 'Share of the running means and variances that is kept in every step.',
      default: 0.9,
      min: 0,
      below: 1,
    }),
    epsilon: number({
      doc: 'Added to the variance, so that equal features do no harm.',
      default: 1e-5,
      above: 0,
    }),
  },
  example: 'batchNorm',
  ungathered: 'layerNorm',
  build({ decay, epsilon }, [x], scope) {
    const unshifted = withoutShift(x!);
    const features = [unshifted.shape[featureAxis(unshifted)]!];
    const mean = scope.statistic('mean', features, 0);
    const variance = scope.statistic('variance', features, 1);
    const now = scope.training
      ? momentsOf(unshifted, weightsOf(unshifted, scope.counted(), scope.mask))
      : { mean: mean.value, variance: variance.value };
    if ('unbiased' in now) {
      followSlowly(mean, now.mean, decay);
      followSlowly(variance, now.unbiased, decay);
    }
    const centred = subtract(unshifted, alongFeatures(now.mean, unshifted));
    const deviation = sqrt(add(alongFeatures(now.variance, unshifted), constant(epsilon)));
    return scaleAndShift(divide(centred, deviation), scope);
  },
});

/**
 * `x` before the bias that the layer below has added to it last, if it has: the mean takes it away again. Left in, it would
 * have a gradient of rounding errors alone, which optimizers that scale gradients blow up to whole steps.
 */
function withoutShift(x: Tensor): Tensor {
  const { op, inputs } = x.node;
  const [from, by] = inputs as [Tensor, Tensor];
  if (op === 'add') return sameShape(from.shape, x.shape) && isBias(by, x) ? from : x;
  // A layer that takes all steps of all rows at once puts them back in place.
  if (op !== 'reshape' || from.shape.at(-1) !== x.shape.at(-1) || isImage(x) || isImage(from)) return x;
  const below = withoutShift(from);
  return below === from ? x : reshape(below, x.shape);
}

/** A number for each feature of `x`, whatever the row. */
function isBias(by: Tensor, x: Tensor): boolean {
  const vector = by.node.op === 'reshape' ? by.node.inputs[0]! : by;
  const axis = featureAxis(x) - (x.shape.length - by.shape.length);
  return (
    vector.shape.length === 1 &&
    vector.node.inputs.length === 0 &&
    by.shape.every((size, i) => size === (i === axis ? vector.shape[0] : 1))
  );
}

/** 1 where a row counts and a step of it is true, 0 elsewhere; broadcasts to `x`. */
function weightsOf(x: Tensor, counted: Tensor, mask: Tensor | undefined): Tensor {
  const rows = reshape(counted, [x.shape[0]!, ...x.shape.slice(1).map(() => 1)]);
  return mask ? multiply(rows, alongSteps(mask, x)) : rows;
}

/** Of each feature over all rows that count, and all pixels or true steps of them: [features]. */
function momentsOf(x: Tensor, weight: Tensor) {
  const axis = featureAxis(x);
  const others = x.shape.flatMap((_, i) => (i === axis ? [] : [i]));
  const places = sizeOf(others.filter((i) => weight.shape[i] === 1).map((i) => x.shape[i]!));
  const count = maximum(multiply(sum(weight), constant(places)), constant(1));
  const mean = divide(sum(multiply(x, weight), others), count);
  const squares = multiply(square(subtract(x, alongFeatures(mean, x))), weight);
  const variance = divide(sum(squares, others), count);
  // What is gathered estimates the variance beyond the batch; a single number has none to go by.
  const correction = divide(count, maximum(subtract(count, constant(1)), constant(1)));
  return { mean, variance, unbiased: multiply(variance, correction) };
}

function followSlowly(running: Statistic, now: Tensor, decay: number): void {
  running.follow(add(multiply(running.value, constant(decay)), multiply(now, constant(1 - decay))));
}
