/** Gradients of functions of one tensor, element by element. */
import type { GradientRule } from '../gradient-rule';
import {
  add,
  cast,
  constant,
  cos,
  divide,
  exp,
  greater,
  multiply,
  negate,
  normalCdf,
  sigmoid,
  sign,
  sin,
  square,
  subtract,
} from '../ops';
import type { Tensor } from '../tensor';

/** Cotangent of `x`, given that of `y`; the output is at hand because many derivatives are simplest in it. */
type Derivative = (x: Tensor, y: Tensor, dy: Tensor) => Tensor;

export const unaryGradients = {
  negate: ofX((_x, _y, dy) => negate(dy)),
  abs: ofX((x, _y, dy) => multiply(dy, sign(x))),
  exp: ofX((_x, y, dy) => multiply(dy, y)),
  log: ofX((x, _y, dy) => divide(dy, x)),
  sqrt: ofX((_x, y, dy) => divide(multiply(dy, constant(0.5)), y)),
  square: ofX((x, _y, dy) => multiply(dy, multiply(x, constant(2)))),
  reciprocal: ofX((_x, y, dy) => negate(multiply(dy, square(y)))),
  sin: ofX((x, _y, dy) => multiply(dy, cos(x))),
  cos: ofX((x, _y, dy) => negate(multiply(dy, sin(x)))),
  tanh: ofX((_x, y, dy) => multiply(dy, subtract(constant(1), square(y)))),
  sigmoid: ofX((_x, y, dy) => multiply(dy, multiply(y, subtract(constant(1), y)))),
  softplus: ofX((x, _y, dy) => multiply(dy, sigmoid(x))),
  normalCdf: ofX((x, _y, dy) => multiply(dy, normalDensity(x))),
  gelu: ofX((x, _y, dy) => multiply(dy, add(normalCdf(x), multiply(x, normalDensity(x))))),
  // A comparison and a cast take less time than the sign of the output, which is the same.
  relu: ofX((_x, y, dy) => multiply(dy, cast(greater(y, constant(0)), 'float32'))),
  /** Constant between its jumps: no gradient flows. */
  sign: null,
  /** Constant between its jumps: no gradient flows. */
  floor: null,
};

/** φ(x) = exp(-x²/2) / √(2π), by which Φ grows; the factor stands in the exponent, where it costs nothing. */
const normalDensity = (x: Tensor): Tensor =>
  exp(subtract(constant(-Math.log(2 * Math.PI) / 2), square(multiply(x, constant(Math.SQRT1_2)))));

function ofX(derivative: Derivative): GradientRule {
  return ({ inputs: [x], outputs: [y] }, [dy]) => [dy && derivative(x!, y!, dy)];
}
