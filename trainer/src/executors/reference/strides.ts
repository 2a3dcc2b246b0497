/** Where elements stand: positions in one tensor that correspond to those of another, in row-major order. */
import { sizeOf, type Shape } from '../../../../graph';

/** Steps in memory along each axis. */
export function stridesOf(shape: Shape): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}

/** For every position of `shape`, row after row, the sum of index times stride over its axes. */
export function walk(shape: Shape, strides: readonly number[]): Int32Array {
  const positions = new Int32Array(sizeOf(shape));
  const index = shape.map(() => 0);
  let position = 0;
  for (let at = 0; at < positions.length; at++) {
    positions[at] = position;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      position -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return positions;
}

/** Strides of `from` under the axes of a shape that it stretches to: 0 where it is repeated. */
export function stretchedStrides(from: Shape, to: Shape): number[] {
  const strides = stridesOf(from);
  const added = to.length - from.length;
  return to.map((_, axis) => (axis < added || from[axis - added] === 1 ? 0 : strides[axis - added]!));
}

/** For every position of `to`, the position in `from` that it repeats; undefined where they are the same. */
export function stretch(from: Shape, to: Shape): Int32Array | undefined {
  return sizeOf(from) === sizeOf(to) ? undefined : walk(to, stretchedStrides(from, to));
}
