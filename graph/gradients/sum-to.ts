/** The reverse of stretching: summing what was stretched. */
import { reshape, sum } from '../ops';
import type { Shape, Tensor } from '../tensor';

/** Sums `x` down to a shape that stretches to its own: the cotangent of a tensor that was stretched. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  const added = x.shape.length - shape.length;
  const stretched = x.shape.flatMap((size, axis) =>
    axis < added || (shape[axis - added] === 1 && size !== 1) ? [axis] : [],
  );
  return reshape(sum(x, stretched, true), shape);
}
