/** Leaving out numbers at random while training. */
import { cast, constant, greaterEqual, multiply } from '../../graph';
import type { Shape, Tensor } from '../../graph/tensor';
import type { Scope } from '../declaration';

/**
 * `x` with a share of its numbers set to zero and the others scaled up; as it is where predictions are made. `shape` is that
 * of the random choice, which broadcasts to `x`. `name` keeps several choices of a layer apart.
 */
export function dropOut(
  x: Tensor,
  rate: number,
  scope: Scope,
  shape: Shape = x.shape,
  name = 'mask',
): Tensor {
  if (!scope.training || rate === 0) return x;
  const kept = cast(greaterEqual(scope.random(name, shape), constant(rate)), 'float32');
  return multiply(x, multiply(kept, constant(1 / (1 - rate))));
}
