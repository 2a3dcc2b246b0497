/** Truth values: combining them, and choosing by them. */
import { applyOp, defineOp, type OpRule } from '../op';
import { GraphError, type Tensor } from '../tensor';
import { broadcastShapes, requireDType } from './shapes';

export const logicOps = {
  and: truthOp('and'),
  or: truthOp('or'),
  not: truthOp('not'),
  where: defineOp<Record<string, never>>({
    elementwise: true,
    infer(inputs) {
      const [condition, a, b] = inputs as [Tensor, Tensor, Tensor];
      requireDType('where', condition, 'bool');
      if (a.dtype !== b.dtype)
        throw new GraphError('where', `cannot choose between ${a.dtype} and ${b.dtype}`);
      return [{ shape: broadcastShapes('where', [condition.shape, a.shape, b.shape]), dtype: a.dtype }];
    },
  }),
};

export const and = (a: Tensor, b: Tensor): Tensor => applyOp('and', logicOps.and, [a, b], {})[0];
export const or = (a: Tensor, b: Tensor): Tensor => applyOp('or', logicOps.or, [a, b], {})[0];
export const not = (x: Tensor): Tensor => applyOp('not', logicOps.not, [x], {})[0];

/** Elements of `a` where `condition` holds, of `b` elsewhere. */
export const where = (condition: Tensor, a: Tensor, b: Tensor): Tensor =>
  applyOp('where', logicOps.where, [condition, a, b], {})[0];

function truthOp(op: string): OpRule<Record<string, never>> {
  return defineOp<Record<string, never>>({
    elementwise: true,
    infer(inputs) {
      for (const input of inputs) requireDType(op, input, 'bool');
      return [
        {
          shape: broadcastShapes(
            op,
            inputs.map((input) => input.shape),
          ),
          dtype: 'bool',
        },
      ];
    },
  });
}
