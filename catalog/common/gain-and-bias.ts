/** What follows a normalisation: each feature is scaled and shifted by trained numbers. */
import { add, multiply, reshape } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import type { Scope } from '../declaration';
import { featureAxis } from './feature-axis';

/** The scope's parameters are `gain` and `bias`, which leave `x` as it is at the start. */
export function scaleAndShift(x: Tensor, scope: Scope): Tensor {
  const features = [x.shape[featureAxis(x)]!];
  const gain = scope.parameter('gain', features, { kind: 'constant', value: 1 });
  const bias = scope.parameter('bias', features, { kind: 'constant', value: 0 });
  return add(multiply(x, alongFeatures(gain, x)), alongFeatures(bias, x));
}

/** A vector with a number for each feature of `x`, so that it broadcasts to `x`. */
export function alongFeatures(vector: Tensor, x: Tensor): Tensor {
  const axis = featureAxis(x);
  return reshape(
    vector,
    x.shape.map((size, i) => (i === axis ? size : 1)),
  );
}
