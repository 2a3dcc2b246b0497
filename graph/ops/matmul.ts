/** Products of matrices, for whole stacks of them at once. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Tensor } from '../tensor';
import { sumTo } from './broadcast';
import { reshape, transpose } from './layout';
import { broadcastShapes, requireDType } from './shapes';

export const matmulOps = {
  matmul: defineOp<Record<string, never>>({
    infer(inputs) {
      const [a, b] = inputs as [Tensor, Tensor];
      for (const x of [a, b]) {
        requireDType('matmul', x, 'float32');
        if (x.shape.length < 2) {
          throw new GraphError('matmul', `takes matrices, but was given ${showShape(x.shape)}`);
        }
      }
      const [rows, inner] = a.shape.slice(-2) as [number, number];
      const [innerToo, columns] = b.shape.slice(-2) as [number, number];
      if (inner !== innerToo) {
        throw new GraphError('matmul', `${showShape(a.shape)} and ${showShape(b.shape)} do not multiply`);
      }
      const stack = broadcastShapes('matmul', [a.shape.slice(0, -2), b.shape.slice(0, -2)]);
      return [{ shape: [...stack, rows, columns], dtype: 'float32' }];
    },
    gradient({ inputs }, [dy]) {
      if (dy === undefined) return [];
      const [a, b] = inputs as [Tensor, Tensor];
      const da = sumTo(matmul(dy, transposeLast(b)), a.shape);
      // A stack that meets one matrix is one tall matrix: a single product instead of many and their sum.
      const db =
        b.shape.length === 2
          ? matmul(transposeLast(asMatrix(a)), asMatrix(dy))
          : sumTo(matmul(transposeLast(a), dy), b.shape);
      return [da, db];
    },
  }),
};

/** [..., m, k] times [..., k, n] is [..., m, n]; the leading axes broadcast. */
export function matmul(a: Tensor, b: Tensor): Tensor {
  return applyOp('matmul', matmulOps.matmul, [a, b], {})[0];
}

function transposeLast(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  const [m, n] = axes.splice(-2) as [number, number];
  return transpose(x, [...axes, n, m]);
}

const asMatrix = (x: Tensor): Tensor => reshape(x, [-1, x.shape.at(-1)!]);
