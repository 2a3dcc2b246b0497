/** Functions of one tensor, element by element. */
import { applyOp, defineOp, type OpRule } from '../op';
import type { DType, Tensor } from '../tensor';
import { requireDType } from './shapes';

export const unaryOps = {
  negate: unaryOp('negate', ['float32', 'int64']),
  abs: unaryOp('abs', ['float32', 'int64']),
  exp: unaryOp('exp'),
  log: unaryOp('log'),
  sqrt: unaryOp('sqrt'),
  square: unaryOp('square'),
  reciprocal: unaryOp('reciprocal'),
  sin: unaryOp('sin'),
  cos: unaryOp('cos'),
  tanh: unaryOp('tanh'),
  sigmoid: unaryOp('sigmoid'),
  softplus: unaryOp('softplus'),
  normalCdf: unaryOp('normalCdf'),
  gelu: unaryOp('gelu'),
  relu: unaryOp('relu'),
  sign: unaryOp('sign', ['float32', 'int64']),
  floor: unaryOp('floor'),
};

type Unary = (x: Tensor) => Tensor;

export const negate: Unary = (x) => applyOp('negate', unaryOps.negate, [x], {})[0];
export const abs: Unary = (x) => applyOp('abs', unaryOps.abs, [x], {})[0];
export const exp: Unary = (x) => applyOp('exp', unaryOps.exp, [x], {})[0];
/** The natural logarithm. */
export const log: Unary = (x) => applyOp('log', unaryOps.log, [x], {})[0];
export const sqrt: Unary = (x) => applyOp('sqrt', unaryOps.sqrt, [x], {})[0];
export const square: Unary = (x) => applyOp('square', unaryOps.square, [x], {})[0];
export const reciprocal: Unary = (x) => applyOp('reciprocal', unaryOps.reciprocal, [x], {})[0];
export const sin: Unary = (x) => applyOp('sin', unaryOps.sin, [x], {})[0];
export const cos: Unary = (x) => applyOp('cos', unaryOps.cos, [x], {})[0];
export const tanh: Unary = (x) => applyOp('tanh', unaryOps.tanh, [x], {})[0];
/** The logistic function 1 / (1 + exp(-x)). */
export const sigmoid: Unary = (x) => applyOp('sigmoid', unaryOps.sigmoid, [x], {})[0];
/** log(1 + exp(x)), without overflow. */
export const softplus: Unary = (x) => applyOp('softplus', unaryOps.softplus, [x], {})[0];
/** The probability Φ(x) that a standard normal number is below x. */
export const normalCdf: Unary = (x) => applyOp('normalCdf', unaryOps.normalCdf, [x], {})[0];
/** x Φ(x). */
export const gelu: Unary = (x) => applyOp('gelu', unaryOps.gelu, [x], {})[0];
/** max(x, 0), with gradient 0 at 0. */
export const relu: Unary = (x) => applyOp('relu', unaryOps.relu, [x], {})[0];
/** -1, 0 or 1. */
export const sign: Unary = (x) => applyOp('sign', unaryOps.sign, [x], {})[0];
export const floor: Unary = (x) => applyOp('floor', unaryOps.floor, [x], {})[0];

function unaryOp(op: string, dtypes: readonly DType[] = ['float32']): OpRule<Record<string, never>> {
  return defineOp<Record<string, never>>({
    elementwise: true,
    infer([x]) {
      requireDType(op, x!, ...dtypes);
      return [{ shape: x!.shape, dtype: x!.dtype }];
    },
  });
}
