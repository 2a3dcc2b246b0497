/** Arithmetic on two tensors, element by element, with NumPy's broadcasting. */
import { applyOp, defineOp, type OpRule } from '../op';
import { GraphError, type DType, type Tensor } from '../tensor';
import { sumTo } from './broadcast';
import { equal, greater, less } from './comparison';
import { cast } from './conversion';
import { where } from './logic';
import { broadcastShapes, requireDType } from './shapes';
import { constant } from './sources';
import { log, negate } from './unary';

interface Operands {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly y: Tensor;
  readonly dy: Tensor;
}

/** Cotangents in the shape of the result, or in that of the operand: the former are summed down. */
type Cotangents = (operands: Operands) => readonly [da: Tensor, db: Tensor];

export const arithmeticOps = {
  add: binaryOp('add', ({ dy }) => [dy, dy]),
  // What is negated is summed first: that is often much smaller.
  subtract: binaryOp('subtract', ({ b, dy }) => [dy, negate(sumTo(dy, b.shape))]),
  multiply: binaryOp('multiply', ({ a, b, dy }) => [multiply(dy, b), multiply(dy, a)]),
  divide: binaryOp(
    'divide',
    ({ b, y, dy }) => {
      const da = divide(dy, b);
      return [da, negate(sumTo(multiply(da, y), b.shape))];
    },
    ['float32'],
  ),
  maximum: binaryOp('maximum', ({ a, b, dy }) => share(dy, greater(a, b), equal(a, b))),
  minimum: binaryOp('minimum', ({ a, b, dy }) => share(dy, less(a, b), equal(a, b))),
  power: binaryOp(
    'power',
    ({ a, b, y, dy }) => {
      const one = constant(1);
      // The exponent of a base that is not positive has no derivative; none flows there.
      const logarithm = where(
        greater(a, constant(0)),
        log(where(greater(a, constant(0)), a, one)),
        constant(0),
      );
      return [multiply(dy, multiply(b, power(a, subtract(b, one)))), multiply(dy, multiply(y, logarithm))];
    },
    ['float32'],
  ),
};

export const add = (a: Tensor, b: Tensor): Tensor => applyOp('add', arithmeticOps.add, [a, b], {})[0];
export const subtract = (a: Tensor, b: Tensor): Tensor =>
  applyOp('subtract', arithmeticOps.subtract, [a, b], {})[0];
export const multiply = (a: Tensor, b: Tensor): Tensor =>
  applyOp('multiply', arithmeticOps.multiply, [a, b], {})[0];
export const divide = (a: Tensor, b: Tensor): Tensor =>
  applyOp('divide', arithmeticOps.divide, [a, b], {})[0];
/** The larger operand; the gradient of a tie is shared half and half. */
export const maximum = (a: Tensor, b: Tensor): Tensor =>
  applyOp('maximum', arithmeticOps.maximum, [a, b], {})[0];
/** The smaller operand; the gradient of a tie is shared half and half. */
export const minimum = (a: Tensor, b: Tensor): Tensor =>
  applyOp('minimum', arithmeticOps.minimum, [a, b], {})[0];
/** `a` to the power of `b`. */
export const power = (a: Tensor, b: Tensor): Tensor => applyOp('power', arithmeticOps.power, [a, b], {})[0];

function binaryOp(
  op: string,
  cotangents: Cotangents,
  dtypes: readonly DType[] = ['float32', 'int64'],
): OpRule<Record<string, never>> {
  return defineOp<Record<string, never>>({
    elementwise: true,
    infer(inputs) {
      const [a, b] = inputs as [Tensor, Tensor];
      requireDType(op, a, ...dtypes);
      if (a.dtype !== b.dtype) throw new GraphError(op, `${a.dtype} and ${b.dtype} do not mix`);
      return [{ shape: broadcastShapes(op, [a.shape, b.shape]), dtype: a.dtype }];
    },
    gradient({ inputs, outputs }, [dy]) {
      if (dy === undefined) return [];
      const [a, b] = inputs as [Tensor, Tensor];
      const [da, db] = cotangents({ a, b, y: outputs[0]!, dy });
      return [sumTo(da, a.shape), sumTo(db, b.shape)];
    },
  });
}

/** All of the cotangent to the operand that was chosen, half of it to each of two that are equal. */
function share(dy: Tensor, choosesA: Tensor, tie: Tensor): readonly [Tensor, Tensor] {
  const shareOfA = add(cast(choosesA, 'float32'), multiply(cast(tie, 'float32'), constant(0.5)));
  const da = multiply(dy, shareOfA);
  return [da, subtract(dy, da)];
}
