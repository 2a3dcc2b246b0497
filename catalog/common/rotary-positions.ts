/**
 * Rotary positions: pairs of numbers are turned by an angle that grows with the step, so that the product of two steps depends
 * on how far apart they are. Su et al., RoFormer: enhanced transformer with rotary position embedding, 2021.
 */
import { add, concat, constant, multiply, slice, subtract } from '../../graph';
import type { Tensor } from '../../graph/tensor';

/** Of the angle by which the slowest pair is turned: the paper's base. */
const base = 10_000;

/** `x` [..., steps, width]: number i of the first half is paired with number i of the second; an odd last one stays as it is. */
export function rotate(x: Tensor): Tensor {
  const axis = x.shape.length - 1;
  const [steps, width] = x.shape.slice(-2) as [number, number];
  const half = Math.floor(width / 2);
  if (half === 0) return x;
  const angles = Array.from({ length: steps }, (_, step) =>
    Array.from({ length: half }, (__, pair) => step * base ** (-pair / half)),
  ).flat();
  const table = (of: (angle: number) => number) => constant(angles.map(of), [steps, half]);
  const [cos, sin] = [table(Math.cos), table(Math.sin)];
  const [a, b] = [slice(x, axis, 0, half), slice(x, axis, half, 2 * half)];
  const turned = [
    subtract(multiply(a, cos), multiply(b, sin)),
    add(multiply(a, sin), multiply(b, cos)),
    ...(2 * half < width ? [slice(x, axis, 2 * half, width)] : []),
  ];
  return concat(turned, axis);
}
