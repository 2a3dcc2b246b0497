/** The gradient of products of matrices. */
import type { GradientRule } from '../gradient-rule';
import { matmul, reshape } from '../ops';
import { transposeLast } from '../ops/matmul';
import type { Tensor } from '../tensor';
import { sumTo } from './sum-to';

const ofMatmul: GradientRule = ({ inputs, attributes }, [dy]) => {
  if (dy === undefined) return [];
  const [a, b] = inputs as [Tensor, Tensor];
  const isTransposed = attributes.transposeB as boolean;
  const da = sumTo(matmul(dy, isTransposed ? b : transposeLast(b)), a.shape);
  // A stack that meets one matrix is one tall matrix: a single product instead of many and their sum.
  const [x, dz] = b.shape.length === 2 ? [asMatrix(a), asMatrix(dy)] : [a, dy];
  const [left, right] = isTransposed ? [dz, x] : [x, dz];
  return [da, sumTo(matmulOfTransposed(left, right), b.shape)];
};

export const matmulGradients = { matmul: ofMatmul };

/** aᵀ b. A left operand has to be transposed for the kernels; where that is the larger one, (bᵀ a)ᵀ moves fewer numbers. */
function matmulOfTransposed(a: Tensor, b: Tensor): Tensor {
  const result = a.shape.at(-1)! * b.shape.at(-1)!;
  const [byA, byB] = [a, b].map(({ shape }) => shape.at(-2)! * shape.at(-1)!) as [number, number];
  return byB + result < byA ? transposeLast(matmul(transposeLast(b), a)) : matmul(transposeLast(a), b);
}

const asMatrix = (x: Tensor): Tensor => reshape(x, [-1, x.shape.at(-1)!]);
