/** How rows of a batch are distorted at random, so that networks can be asked to say the same of them. */
import {
  add,
  and,
  cast,
  concat,
  constant,
  floor,
  greater,
  greaterEqual,
  less,
  multiply,
  pad,
  reshape,
  slice,
  subtract,
  where,
} from '../../graph';
import type { Shape, Tensor } from '../../graph/tensor';

/** `weak` leaves no doubt what a row is; `strong` makes it hard to tell. */
export type Strength = 'weak' | 'strong';

/** Uniform numbers in [0, 1), new in every step. */
export type Draw = (name: string, shape: Shape) => Tensor;

/** What share of a row's numbers, steps or words is distorted. */
const shares = { weak: 0.05, strong: 0.3 } as const satisfies Record<Strength, number>;

/**
 * Some of the numbers are those of another row, so that each stays one that its column has, whatever its unit. Bahri, Jiang, Tay and Metzler,
 * SCARF: self-supervised contrastive learning using random feature corruption, ICLR 2022. `each` is the shape of the choice, [rows, …].
 */
export function swapNumbers(x: Tensor, strength: Strength, draw: Draw, each: Shape = x.shape): Tensor {
  const rows = x.shape[0]!;
  if (rows < 2) return x;
  const before = concat([slice(x, 0, rows - 1, rows), slice(x, 0, 0, rows - 1)], 0);
  return where(less(draw('swap', each), constant(shares[strength])), before, x);
}

/** Some of the words, whose ids are above 0, are unknown ones (1). Iyyer et al., Deep unordered composition, ACL 2015, leave words out. */
export function forgetWords(ids: Tensor, strength: Strength, draw: Draw): Tensor {
  const isChosen = less(draw('forget', ids.shape), constant(shares[strength]));
  return where(and(isChosen, greater(ids, constant(0))), constant(1, ids.shape), ids);
}

/** Images [rows, height, width, channels] of numbers whose mean is 0: moved, and if it is to be strong, dimmed or brightened and covered in part. */
export function distortImages(x: Tensor, strength: Strength, draw: Draw): Tensor {
  const moved = [1, 2].reduce((image, axis) => move(image, axis, draw), x);
  return strength === 'weak' ? moved : cover(brighten(moved, draw), draw);
}

/** By up to an eighth of the axis, at most by 3 pixels, each row by chance; pixels that come in are 0. */
function move(x: Tensor, axis: number, draw: Draw): Tensor {
  const rows = x.shape[0]!;
  const size = x.shape[axis]!;
  const most = Math.min(3, Math.floor(size / 8));
  if (most === 0) return x;
  const ways = 2 * most + 1;
  const way = floor(multiply(draw(`move ${axis}`, [rows, 1, 1, 1]), constant(ways)));
  const padded = pad(x, axis, most, most);
  return Array.from({ length: ways }, (_, start) => {
    const isTaken = and(greaterEqual(way, constant(start)), less(way, constant(start + 1)));
    return multiply(slice(padded, axis, start, start + size), cast(isTaken, 'float32'));
  }).reduce(add);
}

/** Each row times a number between a half and one and a half. */
const brighten = (x: Tensor, draw: Draw): Tensor =>
  multiply(x, add(draw('brighten', [x.shape[0]!, 1, 1, 1]), constant(0.5)));

/** A square of half the sides is 0. DeVries and Taylor, Improved regularization of convolutional neural networks with cutout, 2017. */
function cover(x: Tensor, draw: Draw): Tensor {
  const inside = [1, 2].map((axis) => {
    const size = x.shape[axis]!;
    const places = constant(
      Array.from({ length: size }, (_, place) => place),
      axis === 1 ? [1, size, 1, 1] : [1, 1, size, 1],
    );
    const centre = multiply(draw(`cover ${axis}`, [x.shape[0]!, 1, 1, 1]), constant(size));
    const away = subtract(places, centre);
    const half = constant(size / 4);
    return cast(and(less(away, half), greaterEqual(away, multiply(half, constant(-1)))), 'float32');
  });
  return multiply(x, subtract(constant(1), multiply(inside[0]!, inside[1]!)));
}

/** [rows, height x width x channels] in whatever shape, as images and back. */
export const asImages = (
  x: Tensor,
  [height, width, channels]: readonly [number, number, number],
  distort: (images: Tensor) => Tensor,
): Tensor => reshape(distort(reshape(x, [x.shape[0]!, height, width, channels])), x.shape);
