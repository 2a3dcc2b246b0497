/** Gradients of arithmetic on two tensors. */
import type { GradientRule } from '../gradient-rule';
import {
  add,
  cast,
  constant,
  divide,
  equal,
  greater,
  less,
  log,
  multiply,
  negate,
  power,
  subtract,
  where,
} from '../ops';
import type { Tensor } from '../tensor';
import { sumTo } from './sum-to';

interface Operands {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly y: Tensor;
  readonly dy: Tensor;
}

/** Cotangents in the shape of the result, or in that of the operand: the former are summed down. */
type Cotangents = (operands: Operands) => readonly [da: Tensor, db: Tensor];

export const arithmeticGradients = {
  add: ofOperands(({ dy }) => [dy, dy]),
  // What is negated is summed first: that is often much smaller.
  subtract: ofOperands(({ b, dy }) => [dy, negate(sumTo(dy, b.shape))]),
  multiply: ofOperands(({ a, b, dy }) => [multiply(dy, b), multiply(dy, a)]),
  divide: ofOperands(({ b, y, dy }) => {
    const da = divide(dy, b);
    return [da, negate(sumTo(multiply(da, y), b.shape))];
  }),
  maximum: ofOperands(({ a, b, dy }) => share(dy, greater(a, b), equal(a, b))),
  minimum: ofOperands(({ a, b, dy }) => share(dy, less(a, b), equal(a, b))),
  power: ofOperands(({ a, b, y, dy }) => {
    const one = constant(1);
    // The exponent of a base that is not positive has no derivative; none flows there.
    const logarithm = where(
      greater(a, constant(0)),
      log(where(greater(a, constant(0)), a, one)),
      constant(0),
    );
    return [multiply(dy, multiply(b, power(a, subtract(b, one)))), multiply(dy, multiply(y, logarithm))];
  }),
};

function ofOperands(cotangents: Cotangents): GradientRule {
  return ({ inputs, outputs }, [dy]) => {
    if (dy === undefined) return [];
    const [a, b] = inputs as [Tensor, Tensor];
    const [da, db] = cotangents({ a, b, y: outputs[0]!, dy });
    return [sumTo(da, a.shape), sumTo(db, b.shape)];
  };
}

/** All of the cotangent to the operand that was chosen, half of it to each of two that are equal. */
function share(dy: Tensor, choosesA: Tensor, tie: Tensor): readonly [Tensor, Tensor] {
  const shareOfA = add(cast(choosesA, 'float32'), multiply(cast(tie, 'float32'), constant(0.5)));
  const da = multiply(dy, shareOfA);
  return [da, subtract(dy, da)];
}
