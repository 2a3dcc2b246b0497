/**
 * Which axis of each tensor counts rows. A graph is built for a fixed number of rows; following the rows from the inputs
 * through every op finds the sizes that stand for "as many rows as there are", and refuses what mixes rows.
 */
import {
  orderNodes,
  showShape,
  sizeOf,
  type AttributesOf,
  type Node,
  type OpName,
  type Tensor,
} from '../../../../graph';
import { ExecutorError } from '../executor';

/** The size of `axis` is the number of rows times `times`. */
export interface RowAxis {
  readonly axis: number;
  readonly times: number;
}

export type RowAxes = ReadonlyMap<Tensor, RowAxis>;

/** Follows the rows from the first axis of `inputs`. Throws an ExecutorError where a number of rows is built in. */
export function findRowAxes(targets: readonly Tensor[], inputs: readonly Tensor[], rows: number): RowAxes {
  const found = new Map<Tensor, RowAxis>(inputs.map((input) => [input, { axis: 0, times: 1 }]));
  followRows(targets, found, rows);
  return found;
}

/** Adds to `found`, which knows the sources, what the targets depend on. */
function followRows(targets: readonly Tensor[], found: Map<Tensor, RowAxis>, rows: number): void {
  for (const node of orderNodes(targets)) {
    if (node.inputs.length === 0) continue;
    const of = node.inputs.map((input) => found.get(input));
    if (node.op === 'scan') {
      followLoop(of, node as LoopNode, found, rows);
      continue;
    }
    const axis = (rules[node.op] as Rule<never> as AnyRule)(of, node, rows);
    if (axis) for (const output of node.outputs) found.set(output, axis);
  }
}

type LoopNode = Node & { readonly attributes: AttributesOf<'scan'> };

/** Rows are followed through a pass as through everything else; what is carried has them where it had them before. */
function followLoop(of: Found, node: LoopNode, found: Map<Tensor, RowAxis>, rows: number): void {
  const { body, carries, sequences } = node.attributes;
  for (const [at, row] of of.entries()) {
    const isSequence = at >= carries && at < carries + sequences;
    if (row && isSequence && row.axis === 0) refuse(node, 'works across rows');
    if (row) found.set(body.inputs[at]!, isSequence ? { ...row, axis: row.axis - 1 } : row);
  }
  followRows(body.outputs, found, rows);
  for (const [at, output] of body.outputs.entries()) {
    const row = found.get(output);
    if (at < carries) {
      if (row?.axis !== of[at]?.axis || row?.times !== of[at]?.times) {
        refuse(node, 'starts with rows built in, or without them');
      }
      if (row) found.set(node.outputs[at]!, row);
    } else if (row) found.set(node.outputs[at]!, { ...row, axis: row.axis + 1 });
  }
}

type Found = readonly (RowAxis | undefined)[];
type Rule<Op extends OpName = OpName> = (
  of: Found,
  node: Node & { readonly attributes: AttributesOf<Op> },
  rows: number,
) => RowAxis | undefined;
type AnyRule = (of: Found, node: Node, rows: number) => RowAxis | undefined;

/** Operands are aligned at their last axes; where one has rows, the others have them too or are repeated. */
const aligned: Rule = (of, node) => {
  const rank = node.outputs[0]!.shape.length;
  const axes = of.map((row, at) => row && { ...row, axis: row.axis + rank - node.inputs[at]!.shape.length });
  const row = axes.find((one) => one !== undefined);
  if (row === undefined) return undefined;
  for (const [at, { shape }] of node.inputs.entries()) {
    const size = shape[row.axis - rank + shape.length] ?? 1;
    if (axes[at] ? axes[at].axis !== row.axis : size !== 1)
      refuse(node, `has rows built in: ${showShape(shape)}`);
  }
  return row;
};

const same: Rule = ([row]) => row;

/** The axis may not be the one that counts rows. */
const within =
  (axisOf: (node: Node) => number): Rule =>
  ([row], node) =>
    row?.axis === axisOf(node) ? refuse(node, 'works across rows') : row;

const withinAttribute = within((node) => node.attributes.axis as number);

const reduction: Rule<'sum' | 'mean' | 'max' | 'min'> = ([row], node) => {
  const { axes, keep } = node.attributes;
  if (row === undefined) return undefined;
  if (axes.includes(row.axis)) return refuse(node, 'works across rows');
  return keep ? row : { ...row, axis: row.axis - axes.filter((axis) => axis < row.axis).length };
};

/** Rows of images come first; kernels have none. */
const images: Rule = ([row, ofKernels], node) =>
  ofKernels || (row && row.axis !== 0) ? refuse(node, 'takes rows as the first axis of images') : row;

const never: Rule = (of, node) =>
  of.some((row) => row !== undefined) ? refuse(node, 'has rows built in') : undefined;

/** Whether rows are counted by one of the two axes of a matrix, and not by the stack of them. */
const isInner = (row: RowAxis | undefined, { shape }: Tensor): boolean =>
  row !== undefined && row.axis >= shape.length - 2;

const rules = {
  feed: never,
  state: never,
  constant: never,
  add: aligned,
  subtract: aligned,
  multiply: aligned,
  divide: aligned,
  maximum: aligned,
  minimum: aligned,
  power: aligned,
  greater: aligned,
  greaterEqual: aligned,
  less: aligned,
  lessEqual: aligned,
  equal: aligned,
  and: aligned,
  or: aligned,
  where: aligned,
  not: same,
  negate: same,
  abs: same,
  exp: same,
  log: same,
  sqrt: same,
  square: same,
  reciprocal: same,
  sin: same,
  cos: same,
  tanh: same,
  sigmoid: same,
  softplus: same,
  normalCdf: same,
  gelu: same,
  relu: same,
  sign: same,
  floor: same,
  cast: same,
  stopGradient: same,
  matmul([a, b], node, rows) {
    const rank = node.outputs[0]!.shape.length;
    const [ofA, ofB] = node.inputs as [Tensor, Tensor];
    if (a && a.axis === ofA.shape.length - 2 && !b) return { ...a, axis: rank - 2 };
    const columns = ofB.shape.length - (node.attributes.transposeB ? 2 : 1);
    if (b?.axis === columns && !a) return { ...b, axis: rank - 1 };
    return isInner(a, ofA) || isInner(b, ofB)
      ? refuse(node, 'works across rows')
      : aligned([a, b], node, rows);
  },
  transpose: ([row], { attributes: { permutation } }) =>
    row && { ...row, axis: permutation.indexOf(row.axis) },
  reshape([row], node, rows) {
    if (row === undefined) return undefined;
    const before = sizeOf(node.inputs[0]!.shape.slice(0, row.axis));
    const { shape } = node.attributes;
    const axis = shape.findIndex((size, at) => size % rows === 0 && sizeOf(shape.slice(0, at)) === before);
    return axis < 0 ? refuse(node, 'takes rows apart') : { axis, times: shape[axis]! / rows };
  },
  broadcastTo([row], node, rows) {
    const { shape } = node.attributes;
    if (row) return { ...row, axis: row.axis + shape.length - node.inputs[0]!.shape.length };
    // What is the same for all rows is repeated for each of them.
    return shape[0] === rows && node.inputs[0]!.shape.length <= shape.length
      ? { axis: 0, times: 1 }
      : undefined;
  },
  concat(of, node) {
    const row = of.find((one) => one !== undefined);
    if (row === undefined) return undefined;
    if (of.some((one) => one?.axis !== row.axis)) return refuse(node, 'puts rows next to numbers without');
    if (node.attributes.axis !== row.axis) return row;
    return { ...row, times: of.reduce((times, one) => times + one!.times, 0) };
  },
  slice: withinAttribute,
  split: withinAttribute,
  reverse: ([row], node) => (row && row.axis !== 0 ? refuse(node, 'works across rows') : row),
  pad: withinAttribute,
  gather([row, ofIndices], node) {
    const { axis } = node.attributes;
    if (row && ofIndices) return refuse(node, 'picks rows by row');
    if (ofIndices) return { ...ofIndices, axis: ofIndices.axis + axis };
    if (row?.axis === axis) return refuse(node, 'works across rows');
    return row && { ...row, axis: row.axis < axis ? row.axis : row.axis + node.inputs[1]!.shape.length - 1 };
  },
  scatterAdd: never,
  sum: reduction,
  mean: reduction,
  max: reduction,
  min: reduction,
  argMax: ([row], node) => {
    const { axis } = node.attributes;
    if (row?.axis === axis) return refuse(node, 'works across rows');
    return row && { ...row, axis: row.axis > axis ? row.axis - 1 : row.axis };
  },
  softmax: withinAttribute,
  logSoftmax: withinAttribute,
  conv2d: images,
  conv2dInputGradient: images,
  conv2dWeightGradient: never,
  maxPool2d: images,
  unpool2d: never,
  averagePool2d: images,
  randomUniform: never,
} satisfies { readonly [Op in Exclude<OpName, 'scan'>]: Rule<Op> };

function refuse(node: Node, reason: string): never {
  throw new ExecutorError('export', `a model for any number of rows cannot have a ${node.op} that ${reason}`);
}
