/** Forms of the ops that work element by element. */
import type { arithmeticOps } from '../../../../../graph/ops/arithmetic';
import type { comparisonOps } from '../../../../../graph/ops/comparison';
import type { conversionOps } from '../../../../../graph/ops/conversion';
import type { logicOps } from '../../../../../graph/ops/logic';
import type { unaryOps } from '../../../../../graph/ops/unary';
import type { Form, Forms } from '../form';
import { typed, typeOf } from './types';

type Elementwise =
  | keyof typeof arithmeticOps
  | keyof typeof comparisonOps
  | keyof typeof conversionOps
  | keyof typeof logicOps
  | keyof typeof unaryOps;

export const elementwiseForms: Forms<Elementwise> = {
  add: node('AddV2'),
  subtract: node('Sub'),
  multiply: node('Mul'),
  divide: node('RealDiv'),
  maximum: node('Maximum'),
  minimum: node('Minimum'),
  power: node('Pow'),
  greater: node('Greater'),
  greaterEqual: node('GreaterEqual'),
  less: node('Less'),
  lessEqual: node('LessEqual'),
  equal: node('Equal'),
  and: (context, inputs) => context.emit('LogicalAnd', inputs),
  or: (context, inputs) => context.emit('LogicalOr', inputs),
  not: (context, inputs) => context.emit('LogicalNot', inputs),
  where: (context, inputs, { outputs: [y] }) => context.emit('SelectV2', inputs, typed(y!.dtype)),
  negate: node('Neg'),
  abs: node('Abs'),
  exp: node('Exp'),
  log: node('Log'),
  sqrt: node('Sqrt'),
  square: node('Square'),
  reciprocal: node('Reciprocal'),
  sin: node('Sin'),
  cos: node('Cos'),
  tanh: node('Tanh'),
  sigmoid: node('Sigmoid'),
  softplus: node('Softplus'),
  erf: node('Erf'),
  relu: node('Relu'),
  sign: node('Sign'),
  floor: node('Floor'),
  cast: (context, inputs, { inputs: [x], attributes: { dtype } }) =>
    context.emit('Cast', inputs, { SrcT: typeOf(x!.dtype), DstT: typeOf(dtype) }),
  stopGradient: (_context, [x]) => x!,
};

/** Nodes whose type is that of their first input. */
function node(op: string): Form {
  return (context, inputs, { inputs: [first] }) => context.emit(op, inputs, typed(first!.dtype));
}
