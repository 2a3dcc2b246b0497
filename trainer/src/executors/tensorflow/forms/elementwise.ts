/** Forms of the ops that work element by element. */
import type { arithmeticOps } from '../../../../../graph/ops/arithmetic';
import type { comparisonOps } from '../../../../../graph/ops/comparison';
import type { conversionOps } from '../../../../../graph/ops/conversion';
import type { logicOps } from '../../../../../graph/ops/logic';
import type { unaryOps } from '../../../../../graph/ops/unary';
import type { Form, FormContext, Forms } from '../form';
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
  normalCdf: (context, [x]) => normalCdf(context, x!),
  gelu: (context, [x]) => context.emit('Mul', [x!, normalCdf(context, x!)], typed('float32')),
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

/** (1 + erf(x / √2)) / 2. */
function normalCdf(context: FormContext, x: string): string {
  const multiply = (a: string, factor: number) =>
    context.emit('Mul', [a, context.constant([factor])], typed('float32'));
  const erf = context.emit('Erf', [multiply(x, Math.SQRT1_2)], typed('float32'));
  return multiply(context.emit('AddV2', [erf, context.constant([1])], typed('float32')), 0.5);
}
