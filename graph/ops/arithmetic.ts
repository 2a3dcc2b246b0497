/** Arithmetic on two tensors, element by element, with NumPy's broadcasting. */
import { applyOp, defineOp, type OpRule } from '../op';
import { GraphError, type DType, type Tensor } from '../tensor';
import { broadcastShapes, requireDType } from './shapes';

export const arithmeticOps = {
  add: binaryOp('add'),
  subtract: binaryOp('subtract'),
  multiply: binaryOp('multiply'),
  divide: binaryOp('divide', ['float32']),
  maximum: binaryOp('maximum'),
  minimum: binaryOp('minimum'),
  power: binaryOp('power', ['float32']),
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
  });
}
