/** Products of matrices, for whole stacks of them at once. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Shape, type Tensor } from '../tensor';
import { sumTo } from './broadcast';
import { reshape, transpose } from './layout';
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
    gradient({ inputs, attributes }, [dy]) {
      if (dy === undefined) return [];
      const [a, b] = inputs as [Tensor, Tensor];
      const isTransposed = attributes.transposeB as boolean;
      const da = sumTo(matmul(dy, isTransposed ? b : transposeLast(b)), a.shape);
      // A stack that meets one matrix is one tall matrix: a single product instead of many and their sum.
      const [x, dz] = b.shape.length === 2 ? [asMatrix(a), asMatrix(dy)] : [a, dy];
      const [left, right] = isTransposed ? [dz, x] : [x, dz];
      return [da, sumTo(matmulOfTransposed(left, right), b.shape)];
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

/** aᵀ b. A left operand has to be transposed for the kernels; where that is the larger one, (bᵀ a)ᵀ moves fewer numbers. */
function matmulOfTransposed(a: Tensor, b: Tensor): Tensor {
  const result = a.shape.at(-1)! * b.shape.at(-1)!;
  const [byA, byB] = [a, b].map(({ shape }) => shape.at(-2)! * shape.at(-1)!) as [number, number];
  return byB + result < byA ? transposeLast(matmul(transposeLast(b), a)) : matmul(transposeLast(a), b);
}

const transposeLast = (x: Tensor): Tensor => transpose(x, swapped(axesOf(x)));

const axesOf = ({ shape }: Tensor): Shape => shape.map((_, axis) => axis);

/** The last two numbers in the other order. */
const swapped = (numbers: Shape): Shape => numbers.toSpliced(-2, 2, numbers.at(-1)!, numbers.at(-2)!);

const asMatrix = (x: Tensor): Tensor => reshape(x, [-1, x.shape.at(-1)!]);
