/** Products: rows of the left operand are rows of the result, and what both operands have along the sums is a summand of it. */
import type { AttributesOf } from '../ops';
import type { Node, Tensor } from '../tensor';
import { cut, isRows, partial, renew, type Share, type SharedAxis } from './placement';
import { axisOf, rowsOf, type Rule, type Sharing } from './rule';

/** Axes of operands and result, counted from the last one. */
const columns = 1;
const lines = 2;

/** What an axis of an operand is: one that is summed over, one of the result, or one of the stack. */
type Role = 'sums' | 'result' | 'stack';

export const matmulRule: Rule = (node, inputs, sharing) => {
  const axes = inputs.map((share, at) => axisOf(share, node.inputs[at]!, sharing));
  const roles = axes.map((axis, at) => axis && roleOf(node, at, axis));
  const [role] = roles.filter((each) => each !== undefined);
  const [axis] = axes.filter((each) => each !== undefined);
  if (!role || !axis || inputs.some(({ placement }, at) => isRows(placement) && !axes[at])) return undefined;
  const areBoth = axes.every((each) => each !== undefined);
  if (areBoth && (roles[0] !== roles[1] || axes[0]!.within !== axes[1]!.within)) return undefined;
  switch (role) {
    case 'result':
      if (areBoth) return undefined;
      return operands(
        node,
        inputs,
        sharing,
        () => undefined,
        (tensors) => rowsOf(node, tensors, { ...axis, fromEnd: axes[0] ? lines : columns }),
      );
    case 'sums':
      return operands(
        node,
        inputs,
        sharing,
        (at) => ({ fromEnd: sumsOf(node, at), within: axis.within }),
        (tensors) => renew(node, tensors).map(partial),
      );
    case 'stack':
      if (areBoth && axes[0]!.fromEnd !== axes[1]!.fromEnd) return undefined;
      return operands(
        node,
        inputs,
        sharing,
        (_, { shape }) =>
          (shape.at(-axis.fromEnd) ?? 1) === 1 || shape.length < axis.fromEnd ? undefined : axis,
        (tensors) => rowsOf(node, tensors, axis),
      );
  }
};

/** Makes the node of what the worker has, where operands that it has all of are cut along the axis that `cutAlong` names. */
function operands(
  node: Node,
  inputs: readonly Share[],
  sharing: Sharing,
  cutAlong: (at: number, of: Tensor) => SharedAxis | undefined,
  make: (tensors: readonly Tensor[]) => readonly Share[],
): readonly Share[] | undefined {
  const tensors: Tensor[] = [];
  for (const [at, { tensor, placement }] of inputs.entries()) {
    const of = node.inputs[at]!;
    const all = isRows(placement) ? undefined : sharing.whole(of);
    const axis = all && cutAlong(at, of);
    if (isRows(placement)) tensors.push(tensor);
    else if (!all) return undefined;
    else tensors.push(axis ? cut(all, axis, sharing) : all);
  }
  return make(tensors);
}

function roleOf(node: Node, at: number, { fromEnd }: SharedAxis): Role {
  if (fromEnd > lines) return 'stack';
  return fromEnd === sumsOf(node, at) ? 'sums' : 'result';
}

/** The axis that is summed over: columns of the left operand, lines of the right one or, where it is read transposed, its columns. */
const sumsOf = ({ attributes }: Node, at: number): number =>
  at === 0 || (attributes as AttributesOf<'matmul'>).transposeB ? columns : lines;
