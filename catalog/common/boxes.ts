/** Rectangles as tensors: their edges, and how far two of them overlap. */
import { add, constant, maximum, minimum, multiply, relu, slice, subtract } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { choice } from '../parameter';

export const anchorParameter = choice(['corner', 'centre'], {
  doc: 'What x and y stand for: the corner nearest to zero, or the centre.',
  default: 'corner',
});
export type Anchor = 'corner' | 'centre';

/** Edges of rectangles along one direction, and their sizes: each [rows, 1]. */
interface Side {
  readonly from: Tensor;
  readonly to: Tensor;
  readonly size: Tensor;
}
export type Box = readonly [horizontal: Side, vertical: Side];

/** From [rows, 4] of x, y, width, height. A size below zero is a size of zero. */
export function boxOf(values: Tensor, anchor: Anchor): Box {
  const side = (axis: number): Side => {
    const at = slice(values, 1, axis, axis + 1);
    const size = relu(slice(values, 1, axis + 2, axis + 3));
    const from = anchor === 'corner' ? at : subtract(at, multiply(size, constant(0.5)));
    return { from, to: add(from, size), size };
  };
  return [side(0), side(1)];
}

/** Areas [rows, 1] that two rectangles share, cover together, and need to be enclosed by one rectangle. */
export function overlap(a: Box, b: Box): { shared: Tensor; covered: Tensor; enclosing: Tensor } {
  const sharedSides = a.map((side, i) =>
    relu(subtract(minimum(side.to, b[i]!.to), maximum(side.from, b[i]!.from))),
  );
  const outerSides = a.map((side, i) => subtract(maximum(side.to, b[i]!.to), minimum(side.from, b[i]!.from)));
  const shared = multiply(sharedSides[0]!, sharedSides[1]!);
  return {
    shared,
    covered: subtract(add(areaOf(a), areaOf(b)), shared),
    enclosing: multiply(outerSides[0]!, outerSides[1]!),
  };
}

const areaOf = ([horizontal, vertical]: Box): Tensor => multiply(horizontal.size, vertical.size);
