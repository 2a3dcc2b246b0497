/** Forms of the ops that work element by element. */
import type { arithmeticOps } from '../../../../../graph/ops/arithmetic';
import type { comparisonOps } from '../../../../../graph/ops/comparison';
import type { conversionOps } from '../../../../../graph/ops/conversion';
import type { logicOps } from '../../../../../graph/ops/logic';
import type { unaryOps } from '../../../../../graph/ops/unary';
import type { Form, FormContext, Forms } from '../form';
import { dataTypes } from '../graph-writer';

type Elementwise =
  | keyof typeof arithmeticOps
  | keyof typeof comparisonOps
  | keyof typeof conversionOps
  | keyof typeof logicOps
  | keyof typeof unaryOps;

export const elementwiseForms: Forms<Elementwise> = {
  add: node('Add'),
  subtract: node('Sub'),
  multiply: node('Mul'),
  divide: node('Div'),
  maximum: node('Max'),
  minimum: node('Min'),
  power: node('Pow'),
  greater: node('Greater'),
  greaterEqual: node('GreaterOrEqual'),
  less: node('Less'),
  lessEqual: node('LessOrEqual'),
  equal: node('Equal'),
  and: node('And'),
  or: node('Or'),
  not: node('Not'),
  where: node('Where'),
  negate: node('Neg'),
  abs: node('Abs'),
  exp: node('Exp'),
  log: node('Log'),
  sqrt: node('Sqrt'),
  square: (context, [x]) => context.emit('Mul', [x!, x!]),
  reciprocal: node('Reciprocal'),
  sin: node('Sin'),
  cos: node('Cos'),
  tanh: node('Tanh'),
  sigmoid: node('Sigmoid'),
  softplus: node('Softplus'),
  normalCdf: (context, [x]) => normalCdf(context, x!),
  gelu: (context, [x]) => context.emit('Mul', [x!, normalCdf(context, x!)]),
  relu: node('Relu'),
  sign: node('Sign'),
  floor: node('Floor'),
  cast: (context, inputs, { attributes }) =>
    context.emit('Cast', inputs, { to: dataTypes[attributes.dtype] }),
  stopGradient: (_context, [x]) => x!,
};

function node(opType: string): Form {
  return (context, inputs) => context.emit(opType, inputs);
}

/** (1 + erf(x / √2)) / 2: `HardSigmoid` takes half and adds a half in one pass; its bounds 0 and 1 are never left. */
function normalCdf(context: FormContext, x: string): string {
  const erf = context.emit('Erf', [context.emit('Mul', [x, context.constant([Math.SQRT1_2])])]);
  return context.emit('HardSigmoid', [erf], { alpha: { float: 0.5 }, beta: { float: 0.5 } });
}
