/** Products of matrices, for whole stacks of them at once. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Shape, type Tensor } from '../tensor';
import { transpose } from './layout';
import { broadcastShapes, requireDType, sameShape } from './shapes';

/** Whether the last two axes of the right operand change places first, which costs the engines' kernels nothing. */
type MatmulAttributes = { readonly transposeB: boolean };

export const matmulOps = {
  matmul: defineOp<MatmulAttributes>({
    infer(inputs, { transposeB }) {
      const [a, b] = inputs as [Tensor, Tensor];
      for (const x of [a, b]) {
        requireDType('matmul', x, 'float32');
        if (x.shape.length < 2) {
          throw new GraphError('matmul', `takes matrices, but was given ${showShape(x.shape)}`);
        }
      }
      const right = transposeB ? swapped(b.shape) : b.shape;
      const [rows, inner] = a.shape.slice(-2) as [number, number];
      const [innerToo, columns] = right.slice(-2) as [number, number];
      if (inner !== innerToo) {
        throw new GraphError('matmul', `${showShape(a.shape)} and ${showShape(right)} do not multiply`);
      }
      const stack = broadcastShapes('matmul', [a.shape.slice(0, -2), b.shape.slice(0, -2)]);
      return [{ shape: [...stack, rows, columns], dtype: 'float32' }];
    },
  }),
};

/**
 * [..., m, k] times [..., k, n] is [..., m, n]; the leading axes broadcast. A right operand that was only just transposed is
 * read as it lies.
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const { op, inputs, attributes } = b.node;
  const isTransposed = op === 'transpose' && sameShape(attributes.permutation as Shape, swapped(axesOf(b)));
  const operands = isTransposed ? [a, inputs[0]!] : [a, b];
  return applyOp('matmul', matmulOps.matmul, operands, { transposeB: isTransposed })[0];
}

/** With its last two axes in the other order. */
export const transposeLast = (x: Tensor): Tensor => transpose(x, swapped(axesOf(x)));

const axesOf = ({ shape }: Tensor): Shape => shape.map((_, axis) => axis);

/** The last two numbers in the other order. */
const swapped = (numbers: Shape): Shape => numbers.toSpliced(-2, 2, numbers.at(-1)!, numbers.at(-2)!);
