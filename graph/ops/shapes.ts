/** Checks and arithmetic on shapes that the rules of several ops share. */
import { GraphError, showShape, type DType, type Shape, type Tensor } from '../tensor';

/** Counts a negative axis from the end, as NumPy does. Throws GraphError where there is no such axis. */
export function resolveAxis(op: string, axis: number, rank: number): number {
  const resolved = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || resolved < 0 || resolved >= rank) {
    throw new GraphError(op, `there is no axis ${axis} among ${rank}`);
  }
  return resolved;
}

/** The shape that all `shapes` stretch to by NumPy's rule. Throws GraphError where they do not fit. */
export function broadcastShapes(op: string, shapes: readonly Shape[]): Shape {
  const [first, ...others] = shapes;
  if (first && others.every((shape) => sameShape(shape, first))) return first;
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const size = sizes.find((one) => one !== 1) ?? 1;
    if (sizes.some((one) => one !== 1 && one !== size)) {
      throw new GraphError(op, `shapes ${shapes.map(showShape).join(' and ')} do not fit each other`);
    }
    return size;
  });
}

export function requireDType(op: string, x: Tensor, ...allowed: readonly DType[]): void {
  if (!allowed.includes(x.dtype))
    throw new GraphError(op, `takes ${allowed.join(' or ')}, but was given ${x.dtype}`);
}

export function requireRank(op: string, x: Tensor, rank: number): void {
  if (x.shape.length !== rank) {
    throw new GraphError(op, `takes a tensor with ${rank} axes, but was given ${showShape(x.shape)}`);
  }
}

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** `shape` with the size of one axis replaced. */
export const withSize = (shape: Shape, axis: number, size: number): Shape =>
  shape.map((old, at) => (at === axis ? size : old));
