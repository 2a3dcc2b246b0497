/** What a rule is, and the rules that many ops have in common. */
import { sizeOf, type Attributes, type Node, type Shape, type Tensor } from '../tensor';
import {
  asSummand,
  cut,
  isRows,
  partial,
  renew,
  rowsAlong,
  sharedAxis,
  sizeFromEnd,
  type Share,
  type SharedAxis,
  type Worker,
} from './placement';

/** A worker, and what it can have of the program beside its shares. */
export interface Sharing extends Worker {
  /** The whole tensor, where the worker can make it without the others. */
  whole(tensor: Tensor): Tensor | undefined;
  /** Adds to `shares` what the worker has of what nodes make; answers whether they never have to meet. */
  shareNodes(nodes: readonly Node[], shares: Map<Tensor, Share>, sharing: Sharing): boolean;
}

/**
 * Shares of the outputs, from those of the inputs, which are never all whole. Undefined where the op needs more of an input than the worker
 * has: then the workers would have to meet.
 */
export type Rule = (node: Node, inputs: readonly Share[], sharing: Sharing) => readonly Share[] | undefined;

/** Each of these in turn, until one knows. */
export const firstOf =
  (...rules: readonly Rule[]): Rule =>
  (...of) => {
    for (const rule of rules) {
      const made = rule(...of);
      if (made) return made;
    }
    return undefined;
  };

/** The op needs all of its input. */
export const meet: Rule = () => undefined;

/** The op is linear in each of the inputs `at`, all of them when left out, as long as the others are whole. */
export const linearIn =
  (...at: readonly number[]): Rule =>
  (node, inputs, sharing) => {
    const all = node.inputs.map((input) => sharing.whole(input));
    const summands = [...all.keys()].filter((index) => !all[index]);
    const [summand] = summands;
    const isLinear = summands.length === 1 && (at.length === 0 || at.includes(summand!));
    return isLinear && inputs[summand!]!.placement === 'partial'
      ? renew(node, all.with(summand!, inputs[summand!]!.tensor) as readonly Tensor[]).map(partial)
      : undefined;
  };

/** A sum of all inputs: what each worker adds to it can be added up later. */
export const addition: Rule = (node, inputs, sharing) => {
  const summands = inputs.map((input) => asSummand(input, sharing));
  return areThere(summands) ? renew(node, summands).map(partial) : undefined;
};

/** By NumPy's rule: all inputs have rows along the same axis, or are the same in all rows. */
export const alongRows: Rule = (node, inputs, sharing) => {
  const axes = inputs.map((share, at) => axisOf(share, node.inputs[at]!, sharing));
  const axis = axes.find((each) => each !== undefined);
  const isShared = ({ placement }: Share, at: number) =>
    !isRows(placement) || (axes[at]?.fromEnd === axis?.fromEnd && axes[at]?.within === axis?.within);
  if (!axis || !inputs.every(isShared)) return undefined;
  const size = sizeFromEnd(node.outputs[0]!.shape, axis.fromEnd);
  const local = inputs.map(({ tensor, placement }, at) => {
    if (isRows(placement)) return tensor;
    const all = sharing.whole(node.inputs[at]!);
    return all && sizeFromEnd(all.shape, axis.fromEnd) === size ? cut(all, axis, sharing) : all;
  });
  return areThere(local) ? rowsOf(node, local, axis) : undefined;
};

/** Rows are the first axis of each of the inputs `at` and of the outputs; the other inputs are whole. */
export const leadingRows =
  (...at: readonly number[]): Rule =>
  (node, inputs, sharing) => {
    const tensors = leading(node, inputs, at, sharing);
    return tensors && rowsOf(node, tensors, { fromEnd: node.outputs[0]!.shape.length, within: 1 });
  };

/** The op sums over the first axis of all of its inputs. */
export const sumOverRows: Rule = (node, inputs, sharing) => {
  const tensors = leading(node, inputs, [...inputs.keys()], sharing);
  return tensors && renew(node, tensors).map(partial);
};

function leading(node: Node, inputs: readonly Share[], at: readonly number[], sharing: Sharing) {
  const tensors = inputs.map((share, index) => {
    const of = node.inputs[index]!;
    const rows: SharedAxis = { fromEnd: of.shape.length, within: 1 };
    if (!at.includes(index)) return share.placement === 'whole' ? share.tensor : undefined;
    const all = isRows(share.placement) ? undefined : sharing.whole(of);
    if (all) return of.shape[0]! % sharing.count === 0 ? cut(all, rows, sharing) : undefined;
    const axis = axisOf(share, of, sharing);
    return axis?.fromEnd === rows.fromEnd && axis.within === 1 ? share.tensor : undefined;
  });
  return areThere(tensors) ? tensors : undefined;
}

/**
 * Works along all axes of its first input on their own, but for those that `meets` names, and puts an axis where `moved` says; the other
 * inputs are whole.
 */
export const perAxis =
  (
    meets: (node: Node, axis: number) => boolean = () => false,
    moved: (node: Node, axis: number) => number = (_, axis) => axis,
  ): Rule =>
  (node, inputs, sharing) => {
    const [share, ...others] = inputs as [Share, ...Share[]];
    const [of] = node.inputs as [Tensor];
    const from = axisOf(share, of, sharing);
    if (!from || !others.every(({ placement }) => placement === 'whole')) return undefined;
    const axis = of.shape.length - from.fromEnd;
    if (meets(node, axis)) return undefined;
    const { length } = node.outputs[0]!.shape;
    const tensors = inputs.map(({ tensor }) => tensor);
    return rowsOf(node, tensors, { ...from, fromEnd: length - moved(node, axis) });
  };

/** The axis that the worker's rows of a tensor lie along. */
export const axisOf = ({ placement }: Share, { shape }: Tensor, worker: Worker): SharedAxis | undefined =>
  isRows(placement) ? sharedAxis(shape, placement, worker) : undefined;

/** The node's outputs, each with rows along the axis. */
export const rowsOf = (
  node: Node,
  inputs: readonly Tensor[],
  axis: SharedAxis,
  attributes: Attributes = {},
): readonly Share[] =>
  renew(node, inputs, attributes).map((tensor, at) => ({
    tensor,
    placement: rowsAlong(node.outputs[at]!.shape, axis),
  }));

export const areThere = (tensors: readonly (Tensor | undefined)[]): tensors is readonly Tensor[] =>
  tensors.every((tensor) => tensor !== undefined);

/** How many numbers these axes have together. */
export const sizeAlong = (shape: Shape, axes: readonly number[]): number =>
  sizeOf(axes.map((axis) => shape[axis]!));
