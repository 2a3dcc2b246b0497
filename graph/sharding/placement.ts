/** How the tensors of a step are shared among workers that each take some rows of the batch. */
import { applyOp, type OpRule } from '../op';
import { broadcastTo, constant, ops, reshape, slice } from '../ops';
import { sizeOf, type Attributes, type Node, type Shape, type Tensor } from '../tensor';

/**
 * What a worker has of a tensor: all of it, the same as every other; a summand of it; or its rows. A tensor that is shared by rows is
 * [outer, workers, rest] numbers, of which a worker has [outer, rest], whatever shape they have.
 */
export type Placement = 'whole' | 'partial' | Rows;

export interface Rows {
  readonly outer: number;
}

/** A tensor of the whole program as one worker has it. What is whole is the program's own tensor. */
export interface Share {
  readonly tensor: Tensor;
  readonly placement: Placement;
}

/** One of several workers, which all compute the same program on their own rows. */
export interface Worker {
  readonly count: number;
  /** From 0. */
  readonly index: number;
}

/** The axis along which a tensor is shared, counted from the last one, which is 1, and how many parts of the axis each worker has a piece of. */
export interface SharedAxis {
  readonly fromEnd: number;
  readonly within: number;
}

export const isRows = (placement: Placement): placement is Rows => typeof placement === 'object';

export const isSame = (a: Placement, b: Placement): boolean =>
  isRows(a) && isRows(b) ? a.outer === b.outer : a === b;

export const whole = (tensor: Tensor): Share => ({ tensor, placement: 'whole' });
export const partial = (tensor: Tensor): Share => ({ tensor, placement: 'partial' });

/** The axis of `shape` that rows lie along; undefined where they do not lie along one axis, in pieces of one size. */
export function sharedAxis(shape: Shape, { outer }: Rows, { count }: Worker): SharedAxis | undefined {
  let before = 1;
  for (const [axis, size] of shape.entries()) {
    if (outer < before * size) {
      const within = outer / before;
      const isEven = Number.isInteger(within) && size % (within * count) === 0;
      return isEven ? { fromEnd: shape.length - axis, within } : undefined;
    }
    before *= size;
  }
  return undefined;
}

/** Rows along an axis of a tensor of this shape. */
export const rowsAlong = (shape: Shape, { fromEnd, within }: SharedAxis): Rows => ({
  outer: sizeOf(shape.slice(0, shape.length - fromEnd)) * within,
});

/** The shape of what a worker has of a tensor that is shared along an axis. */
export const shapeOfRows = (shape: Shape, { fromEnd }: SharedAxis, { count }: Worker): Shape =>
  shape.with(-fromEnd, shape.at(-fromEnd)! / count);

/** The worker's rows of a tensor that it has all of. */
export function cut(x: Tensor, axis: SharedAxis, worker: Worker): Tensor {
  const shape = shapeOfRows(x.shape, axis, worker);
  const same = sameInAllRows(x, axis);
  if (same) return broadcastTo(same, shape);
  const at = x.shape.length - axis.fromEnd;
  const rows = shape[at]!;
  if (axis.within === 1) return slice(x, at, worker.index * rows, (worker.index + 1) * rows);
  const { outer } = rowsAlong(x.shape, axis);
  const pieces = reshape(x, [outer, worker.count, -1]);
  return reshape(slice(pieces, 1, worker.index, worker.index + 1), shape);
}

/** What the tensor repeats along the axis. */
function sameInAllRows({ node: { op, inputs, attributes }, dtype }: Tensor, { fromEnd }: SharedAxis) {
  const values = attributes['values'] as readonly number[] | undefined;
  if (op === 'constant' && values!.length === 1) return constant(values![0]!, [], dtype);
  const [from] = inputs;
  return op === 'broadcastTo' && sizeFromEnd(from!.shape, fromEnd) === 1 ? from : undefined;
}

/** By NumPy's rule axes that a tensor lacks have size 1. */
export const sizeFromEnd = (shape: Shape, fromEnd: number): number =>
  fromEnd <= shape.length ? shape.at(-fromEnd)! : 1;

/** The share as a summand: of what every worker has, one adds all and the others nothing. */
export function asSummand({ tensor, placement }: Share, { index }: Worker): Tensor | undefined {
  if (placement === 'partial' || (placement === 'whole' && index === 0)) return tensor;
  return placement === 'whole' ? broadcastTo(constant(0, [], tensor.dtype), tensor.shape) : undefined;
}

/** The share as it is placed elsewhere; `of` is the whole program's tensor. Undefined where workers would have to meet first. */
export function placedAs(share: Share, of: Tensor, wanted: Placement, worker: Worker): Tensor | undefined {
  if (isSame(share.placement, wanted)) return share.tensor;
  if (wanted === 'partial') return asSummand(share, worker);
  if (wanted === 'whole' || share.placement !== 'whole') return undefined;
  const axis = sharedAxis(of.shape, wanted, worker);
  return axis && cut(share.tensor, axis, worker);
}

/** The same node with other inputs. */
export const renew = (
  { op, attributes }: Node,
  inputs: readonly Tensor[],
  others: Attributes = {},
): readonly Tensor[] => applyOp(op, ops[op] as OpRule, inputs, { ...attributes, ...others });
