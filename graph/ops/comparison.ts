/** Comparisons of two tensors, element by element, to true and false. No gradient flows through them. */
import { applyOp, defineOp, type OpRule } from '../op';
import { GraphError, type Tensor } from '../tensor';
import { broadcastShapes, requireDType } from './shapes';

export const comparisonOps = {
  greater: comparisonOp('greater'),
  greaterEqual: comparisonOp('greaterEqual'),
  less: comparisonOp('less'),
  lessEqual: comparisonOp('lessEqual'),
  equal: comparisonOp('equal'),
};

export const greater = (a: Tensor, b: Tensor): Tensor =>
  applyOp('greater', comparisonOps.greater, [a, b], {})[0];
export const greaterEqual = (a: Tensor, b: Tensor): Tensor =>
  applyOp('greaterEqual', comparisonOps.greaterEqual, [a, b], {})[0];
export const less = (a: Tensor, b: Tensor): Tensor => applyOp('less', comparisonOps.less, [a, b], {})[0];
export const lessEqual = (a: Tensor, b: Tensor): Tensor =>
  applyOp('lessEqual', comparisonOps.lessEqual, [a, b], {})[0];
export const equal = (a: Tensor, b: Tensor): Tensor => applyOp('equal', comparisonOps.equal, [a, b], {})[0];

function comparisonOp(op: string): OpRule<Record<string, never>> {
  return defineOp<Record<string, never>>({
    elementwise: true,
    infer(inputs) {
      const [a, b] = inputs as [Tensor, Tensor];
      requireDType(op, a, 'float32', 'int64');
      if (a.dtype !== b.dtype) throw new GraphError(op, `${a.dtype} and ${b.dtype} do not compare`);
      return [{ shape: broadcastShapes(op, [a.shape, b.shape]), dtype: 'bool' }];
    },
  });
}
