/** Shapes as people write them: height first, channels last, without the rows. */
import type { Shape, Tensor } from '../../graph/tensor';

/** `[16, 14, 14]` (channels first) as `14x14x16`, `[40, 128]` as `40x128`, `[128]` as `128`. `shape` is without rows. */
export function describeShape(shape: Shape): string {
  const [channels, ...rest] = shape;
  return (shape.length === 3 ? [...rest, channels] : shape).join('x');
}

/** The shape of one row of `[rows, …features]`. */
export const shapeOfRow = (x: Tensor): string => describeShape(x.shape.slice(1));
