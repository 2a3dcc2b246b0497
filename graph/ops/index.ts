/** All ops: their rules by name, and the functions that build with them. */
import { arithmeticOps } from './arithmetic';
import { broadcastOps } from './broadcast';
import { comparisonOps } from './comparison';
import { conv2dOps } from './conv2d';
import { conversionOps } from './conversion';
import { indexingOps } from './indexing';
import { joiningOps } from './joining';
import { layoutOps } from './layout';
import { logicOps } from './logic';
import { matmulOps } from './matmul';
import { pool2dOps } from './pool2d';
import { randomOps } from './random';
import { reductionOps } from './reductions';
import { reverseOps } from './reverse';
import { scanOps } from './scan';
import { softmaxOps } from './softmax';
import { sourceOps } from './sources';
import { unaryOps } from './unary';
import type { OpName } from '../op-names';
import type { OpRule } from '../op';

export const ops = {
  ...sourceOps,
  ...arithmeticOps,
  ...comparisonOps,
  ...logicOps,
  ...unaryOps,
  ...conversionOps,
  ...matmulOps,
  ...layoutOps,
  ...broadcastOps,
  ...joiningOps,
  ...indexingOps,
  ...reductionOps,
  ...softmaxOps,
  ...conv2dOps,
  ...pool2dOps,
  ...randomOps,
  ...reverseOps,
  ...scanOps,
} as const satisfies Readonly<Record<OpName, OpRule>>;

export type { OpName } from '../op-names';

/** The attributes of the nodes of an op, for those who give it a meaning. */
export type AttributesOf<Op extends OpName> = (typeof ops)[Op] extends OpRule<infer A> ? A : never;

export { constant, feed, state } from './sources';
export { add, divide, maximum, minimum, multiply, power, subtract } from './arithmetic';
export { equal, greater, greaterEqual, less, lessEqual } from './comparison';
export { and, not, or, where } from './logic';
export {
  abs,
  cos,
  normalCdf,
  gelu,
  exp,
  floor,
  log,
  negate,
  reciprocal,
  relu,
  sigmoid,
  sign,
  sin,
  softplus,
  sqrt,
  square,
  tanh,
} from './unary';
export { cast, stopGradient } from './conversion';
export { matmul } from './matmul';
export { reshape, transpose } from './layout';
export { broadcastTo } from './broadcast';
export { concat, pad, slice, split } from './joining';
export { gather, oneHot, scatterAdd } from './indexing';
export { argMax, max, mean, min, sum } from './reductions';
export { logSoftmax, softmax } from './softmax';
export { conv2d, conv2dInputGradient, conv2dWeightGradient, type Conv2dSettings } from './conv2d';
export { averagePool2d, maxPool2d, type Pool2dSettings } from './pool2d';
export { randomUniform } from './random';
export { reverse } from './reverse';
export type { Padding, Size } from './windows';
