/**
 * Sums over the passes of a loop, taken behind it where that is cheaper: a sum of products of matrices is a single product
 * of what all the passes reported, one matrix below the other.
 */
import { add, matmul, reshape, sum, transpose } from '../ops';
import { sameShape } from '../ops/shapes';
import type { Tensor } from '../tensor';

/** What the passes are to report, and what they are to add up on the way. */
export interface PassSums {
  readonly reported: Tensor[];
  readonly carried: Tensor[];
}

/** The sum, from what was reported ([steps, …]) and added up in the places that were planned. */
export type Total = (made: {
  readonly reported: readonly Tensor[];
  readonly carried: readonly Tensor[];
}) => Tensor;

/** How the sum of `addend` over all passes comes about; puts what it needs of them into `sums`. */
export function planSum(addend: Tensor, sums: PassSums): Total {
  const { op, inputs, attributes } = addend.node;
  const [a, b] = inputs;
  if (op === 'add' && sameShape(a!.shape, b!.shape)) {
    const [left, right] = [planSum(a!, sums), planSum(b!, sums)];
    return (made) => add(left(made), right(made));
  }
  if (op === 'reshape') {
    const total = planSum(a!, sums);
    return (made) => reshape(total(made), addend.shape);
  }
  if (op === 'sum') {
    const at = sums.reported.push(a!) - 1;
    const axes = (attributes['axes'] as readonly number[]).map((axis) => axis + 1);
    return ({ reported }) => reshape(sum(reported[at]!, [0, ...axes]), addend.shape);
  }
  if (op === 'matmul' && a!.node.op === 'transpose' && isPlain(addend)) {
    const left = sums.reported.push(a!.node.inputs[0]!) - 1;
    const right = sums.reported.push(b!) - 1;
    return ({ reported }) => matmul(transpose(asMatrix(reported[left]!), [1, 0]), asMatrix(reported[right]!));
  }
  const at = sums.carried.push(addend) - 1;
  return ({ carried }) => carried[at]!;
}

/** Whether a product is one of two matrices as they stand. */
const isPlain = ({ shape, node: { inputs, attributes } }: Tensor): boolean =>
  shape.length === 2 && inputs.every((matrix) => matrix.shape.length === 2) && !attributes['transposeB'];

/** Matrices one below the other. */
const asMatrix = (stack: Tensor): Tensor => reshape(stack, [-1, stack.shape.at(-1)!]);
