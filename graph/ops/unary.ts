/** Functions of one tensor, element by element. */
import { applyOp, defineOp, type OpRule } from '../op';
import type { DType, Tensor } from '../tensor';
import { add, divide, multiply, subtract } from './arithmetic';
import { greater } from './comparison';
import { cast } from './conversion';
import { requireDType } from './shapes';
import { constant } from './sources';

/** Cotangent of `x`, given that of `y`; the output is at hand because many derivatives are simplest in it. */
type Derivative = (x: Tensor, y: Tensor, dy: Tensor) => Tensor;

export const unaryOps = {
  negate: unaryOp('negate', (_x, _y, dy) => negate(dy), ['float32', 'int64']),
  abs: unaryOp('abs', (x, _y, dy) => multiply(dy, sign(x)), ['float32', 'int64']),
  exp: unaryOp('exp', (_x, y, dy) => multiply(dy, y)),
  log: unaryOp('log', (x, _y, dy) => divide(dy, x)),
  sqrt: unaryOp('sqrt', (_x, y, dy) => divide(multiply(dy, constant(0.5)), y)),
  square: unaryOp('square', (x, _y, dy) => multiply(dy, multiply(x, constant(2)))),
  reciprocal: unaryOp('reciprocal', (_x, y, dy) => negate(multiply(dy, square(y)))),
  sin: unaryOp('sin', (x, _y, dy) => multiply(dy, cos(x))),
  cos: unaryOp('cos', (x, _y, dy) => negate(multiply(dy, sin(x)))),
  tanh: unaryOp('tanh', (_x, y, dy) => multiply(dy, subtract(constant(1), square(y)))),
  sigmoid: unaryOp('sigmoid', (_x, y, dy) => multiply(dy, multiply(y, subtract(constant(1), y)))),
  softplus: unaryOp('softplus', (x, _y, dy) => multiply(dy, sigmoid(x))),
  normalCdf: unaryOp('normalCdf', (x, _y, dy) => multiply(dy, normalDensity(x))),
  gelu: unaryOp('gelu', (x, _y, dy) => multiply(dy, add(normalCdf(x), multiply(x, normalDensity(x))))),
  // A comparison and a cast take less time than the sign of the output, which is the same.
  relu: unaryOp('relu', (_x, y, dy) => multiply(dy, cast(greater(y, constant(0)), 'float32'))),
  /** Constant between its jumps: no gradient flows. */
  sign: unaryOp('sign', undefined, ['float32', 'int64']),
  /** Constant between its jumps: no gradient flows. */
  floor: unaryOp('floor', undefined),
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

/** φ(x) = exp(-x²/2) / √(2π), by which Φ grows; the factor stands in the exponent, where it costs nothing. */
const normalDensity: Unary = (x) =>
  exp(subtract(constant(-Math.log(2 * Math.PI) / 2), square(multiply(x, constant(Math.SQRT1_2)))));

function unaryOp(
  op: string,
  derivative: Derivative | undefined,
  dtypes: readonly DType[] = ['float32'],
): OpRule<Record<string, never>> {
  return defineOp<Record<string, never>>({
    elementwise: true,
    infer([x]) {
      requireDType(op, x!, ...dtypes);
      return [{ shape: x!.shape, dtype: x!.dtype }];
    },
    ...(derivative && {
      gradient: ({ inputs: [x], outputs: [y] }, [dy]) => [dy && derivative(x!, y!, dy)],
    }),
  });
}
