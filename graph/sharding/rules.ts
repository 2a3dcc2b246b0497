/** What each op makes of tensors that workers share. */
import type { OpName } from '../op-names';
import { constant, multiply, sum, type AttributesOf } from '../ops';
import type { Node, Shape, Tensor } from '../tensor';
import { asSummand, isRows, partial, renew, shapeOfRows, sharedAxis, type Rows } from './placement';
import {
  addition,
  alongRows,
  areThere,
  axisOf,
  firstOf,
  leadingRows,
  linearIn,
  meet,
  perAxis,
  rowsOf,
  sizeAlong,
  sumOverRows,
  type Rule,
  type Sharing,
} from './rule';
import { matmulRule } from './matmul-rule';
import { scanRule } from './scan-rule';

/** What an op meets along: the axis that it is called with. */
const ownAxis = ({ attributes }: Node, axis: number): boolean => attributes['axis'] === axis;

const isReduced = ({ attributes }: Node, axis: number): boolean =>
  (attributes['axes'] as readonly number[]).includes(axis);

/** Where an axis is when those that are reduced have gone. */
const afterReduction = ({ attributes }: Node, axis: number): number => {
  const { axes, keep } = attributes as AttributesOf<'sum'>;
  return keep ? axis : axis - axes.filter((each) => each < axis).length;
};

const kept = perAxis(isReduced, afterReduction);

/** Each worker sums its own rows. */
const sumOfRows: Rule = (node, [share]) =>
  isRows(share!.placement) ? renew(node, [share!.tensor]).map(partial) : undefined;

/** The mean of all rows is the sum of what each worker has of it. */
const meanOfRows: Rule = (node, [share]) => {
  if (!isRows(share!.placement)) return undefined;
  const { axes, keep } = node.attributes as AttributesOf<'mean'>;
  const count = sizeAlong(node.inputs[0]!.shape, axes);
  return [partial(multiply(sum(share!.tensor, axes, keep), constant(1 / count)))];
};

/** An op that is called with the shape of its result, where rows are then as `place` says. */
const toShape =
  (place: (node: Node, rows: Rows, sharing: Sharing) => Rows | undefined): Rule =>
  (node, [share], sharing) => {
    const { tensor, placement } = share!;
    const { shape } = node.outputs[0]!;
    const rows = isRows(placement) ? place(node, placement, sharing) : undefined;
    const axis = rows && sharedAxis(shape, rows, sharing);
    return axis && rowsOf(node, [tensor], axis, { shape: shapeOfRows(shape, axis, sharing) });
  };

/** Stretching puts axes in front, and leaves rows along theirs. */
const stretched = toShape((node, placement, sharing) => {
  const [from] = node.inputs as [Tensor];
  const axis = sharedAxis(from.shape, placement, sharing);
  const shape: Shape = node.outputs[0]!.shape;
  return axis && { outer: shape.slice(0, -axis.fromEnd).reduce((a, b) => a * b, 1) * axis.within };
});

const concatRule: Rule = (node, inputs, sharing) => {
  const made = alongRows(node, inputs, sharing);
  const axis = made && axisOf(made[0]!, node.outputs[0]!, sharing);
  return axis && !ownAxis(node, node.outputs[0]!.shape.length - axis.fromEnd) ? made : undefined;
};

const chosenSummand: Rule = (node, inputs, sharing) => {
  const condition = sharing.whole(node.inputs[0]!);
  const summands = inputs.slice(1).map((branch) => asSummand(branch, sharing));
  return condition && areThere(summands) ? renew(node, [condition, ...summands]).map(partial) : undefined;
};

/** Of a whole table, each worker picks for its own rows. */
const pickedByRows: Rule = (node, [x, indices], sharing) => {
  const [table, places] = node.inputs as [Tensor, Tensor];
  const from = axisOf(indices!, places, sharing);
  if (x!.placement !== 'whole' || !from) return undefined;
  const behind = table.shape.length - (node.attributes['axis'] as number) - 1;
  return rowsOf(node, [x!.tensor, indices!.tensor], { ...from, fromEnd: from.fromEnd + behind });
};

/** Where an axis of a table is when one is replaced by the axes of indices. */
const besideIndices = ({ inputs, attributes }: Node, axis: number): number =>
  axis < (attributes['axis'] as number) ? axis : axis + inputs[1]!.shape.length - 1;

const isExact: Rule = (node, inputs, sharing) => {
  const isLinear = node.inputs[0]!.dtype === 'int64' && node.attributes['dtype'] === 'float32';
  return isLinear ? linearIn()(node, inputs, sharing) : undefined;
};

/** Places of largest pixels count from the worker's own first row where it has pooled its rows, and from that of all rows otherwise. */
const ownPlaces: Rule = (node, inputs, sharing) =>
  isRows(inputs[1]!.placement) ? leadingRows(0, 1)(node, inputs, sharing) : undefined;

const softmaxRule = perAxis(ownAxis);

/** In each, rows come first. What is left over meets. */
export const rules: Readonly<Record<OpName, Rule>> = {
  feed: meet,
  state: meet,
  constant: meet,
  add: firstOf(alongRows, addition),
  subtract: firstOf(alongRows, addition),
  multiply: firstOf(alongRows, linearIn(0, 1)),
  divide: firstOf(alongRows, linearIn(0)),
  maximum: alongRows,
  minimum: alongRows,
  power: alongRows,
  greater: alongRows,
  greaterEqual: alongRows,
  less: alongRows,
  lessEqual: alongRows,
  equal: alongRows,
  and: alongRows,
  or: alongRows,
  not: alongRows,
  where: firstOf(alongRows, chosenSummand),
  negate: firstOf(alongRows, linearIn()),
  abs: alongRows,
  exp: alongRows,
  log: alongRows,
  sqrt: alongRows,
  square: alongRows,
  reciprocal: alongRows,
  sin: alongRows,
  cos: alongRows,
  tanh: alongRows,
  sigmoid: alongRows,
  softplus: alongRows,
  normalCdf: alongRows,
  gelu: alongRows,
  relu: alongRows,
  sign: alongRows,
  floor: alongRows,
  cast: firstOf(alongRows, isExact),
  stopGradient: firstOf(alongRows, linearIn()),
  matmul: firstOf(matmulRule, linearIn(0, 1)),
  reshape: firstOf(
    toShape((_, rows) => rows),
    linearIn(),
  ),
  transpose: firstOf(
    perAxis(
      () => false,
      ({ attributes }, axis) => (attributes['permutation'] as readonly number[]).indexOf(axis),
    ),
    linearIn(),
  ),
  broadcastTo: firstOf(stretched, linearIn()),
  concat: firstOf(concatRule, addition),
  slice: firstOf(perAxis(ownAxis), linearIn()),
  split: firstOf(perAxis(ownAxis), linearIn()),
  pad: firstOf(perAxis(ownAxis), linearIn()),
  gather: firstOf(pickedByRows, perAxis(ownAxis, besideIndices), linearIn(0)),
  scatterAdd: firstOf(sumOverRows, linearIn(1)),
  sum: firstOf(kept, sumOfRows, linearIn()),
  mean: firstOf(kept, meanOfRows, linearIn()),
  max: kept,
  min: kept,
  argMax: perAxis(ownAxis, ({ attributes }, axis) =>
    axis < (attributes['axis'] as number) ? axis : axis - 1,
  ),
  softmax: softmaxRule,
  logSoftmax: softmaxRule,
  conv2d: firstOf(leadingRows(0), linearIn(0, 1)),
  conv2dInputGradient: firstOf(leadingRows(0), linearIn(0, 1)),
  conv2dWeightGradient: firstOf(sumOverRows, linearIn(0, 1)),
  maxPool2d: leadingRows(0),
  unpool2d: ownPlaces,
  averagePool2d: firstOf(leadingRows(0), linearIn()),
  randomUniform: meet,
  reverse: leadingRows(0, 1),
  scan: scanRule,
};
