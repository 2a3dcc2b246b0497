/** Kernels of the ops that work element by element. */
import type { arithmeticOps } from '../../../../../graph/ops/arithmetic';
import type { comparisonOps } from '../../../../../graph/ops/comparison';
import type { conversionOps } from '../../../../../graph/ops/conversion';
import type { logicOps } from '../../../../../graph/ops/logic';
import type { unaryOps } from '../../../../../graph/ops/unary';
import type { Kernel, Kernels } from '../kernel';
import { normalCdf } from '../normal-cdf';
import { stretch } from '../strides';

type Elementwise =
  | keyof typeof arithmeticOps
  | keyof typeof comparisonOps
  | keyof typeof conversionOps
  | keyof typeof logicOps
  | keyof typeof unaryOps;

export const elementwiseKernels: Kernels<Elementwise> = {
  add: binary((a, b) => a + b),
  subtract: binary((a, b) => a - b),
  multiply: binary((a, b) => a * b),
  divide: binary((a, b) => a / b),
  maximum: binary(Math.max),
  minimum: binary(Math.min),
  power: binary((a, b) => a ** b),
  greater: binary((a, b) => Number(a > b)),
  greaterEqual: binary((a, b) => Number(a >= b)),
  less: binary((a, b) => Number(a < b)),
  lessEqual: binary((a, b) => Number(a <= b)),
  equal: binary((a, b) => Number(a === b)),
  and: binary((a, b) => a * b),
  or: binary((a, b) => Math.max(a, b)),
  where([condition, a, b], [y]) {
    const [atCondition, atA, atB] = [condition!, a!, b!].map((x) => stretch(x.shape, y!.shape));
    for (let at = 0; at < y!.values.length; at++) {
      const chosen = condition!.values[atCondition ? atCondition[at]! : at];
      y!.values[at] = chosen ? a!.values[atA ? atA[at]! : at]! : b!.values[atB ? atB[at]! : at]!;
    }
  },
  not: unary((x) => 1 - x),
  negate: unary((x) => -x),
  abs: unary(Math.abs),
  exp: unary(Math.exp),
  log: unary(Math.log),
  sqrt: unary(Math.sqrt),
  square: unary((x) => x * x),
  reciprocal: unary((x) => 1 / x),
  sin: unary(Math.sin),
  cos: unary(Math.cos),
  tanh: unary(Math.tanh),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  softplus: unary((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  normalCdf: unary(normalCdf),
  gelu: unary((x) => x * normalCdf(x)),
  relu: unary((x) => Math.max(x, 0)),
  sign: unary(Math.sign),
  floor: unary(Math.floor),
  cast([x], [y], { dtype }) {
    const convert = {
      float32: (from: number) => from,
      int64: Math.trunc,
      bool: (from: number) => Number(from !== 0),
    };
    y!.values.set(x!.values.map(convert[dtype]));
  },
  stopGradient: ([x], [y]) => y!.values.set(x!.values),
};

function unary(compute: (x: number) => number): Kernel {
  return ([x], [y]) => {
    for (let at = 0; at < y!.values.length; at++) y!.values[at] = compute(x!.values[at]!);
  };
}

function binary(compute: (a: number, b: number) => number): Kernel {
  return ([a, b], [y]) => {
    const atA = stretch(a!.shape, y!.shape);
    const atB = stretch(b!.shape, y!.shape);
    for (let at = 0; at < y!.values.length; at++) {
      y!.values[at] = compute(a!.values[atA ? atA[at]! : at]!, b!.values[atB ? atB[at]! : at]!);
    }
  };
}
