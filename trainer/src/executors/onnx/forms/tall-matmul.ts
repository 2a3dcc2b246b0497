/**
 * The form of aᵀ b for the runtime's kernels on the processor, as gradients of weights are: they can transpose `a` piece by piece
 * while they multiply, but do so again for each strip of columns of the result.
 */
import type { Tensor } from '../../../../../graph';
import type { FormContext, Forms } from '../form';

/** Columns of a strip. */
const strip = 128;

/** Lines of so many numbers, or of a multiple, get into each other's way in a cache: such matrices are slow once transposed. */
const page = 1024;

/** All other products are said as `plain` says them. */
export const createTallMatmulForms = (plain: Forms<'matmul'>): Forms<'matmul'> => ({
  matmul(context, names, node) {
    const [left, right] = node.inputs as [Tensor, Tensor];
    const isTransposed = left.node.op === 'transpose' && left.shape.length === 2;
    if (!isTransposed || right.shape.length !== 2 || node.attributes.transposeB) {
      return plain.matmul(context, names, node);
    }
    const [a, b] = [context.nameOf(left.node.inputs[0]!), names[1]!];
    const [lines, rows] = left.shape as [number, number];
    if (right.shape[1]! <= strip) return timesTransposedLeft(context, a, b);
    if (lines > strip || rows % page > 0) return plain.matmul(context, names, node);
    return context.emit('Transpose', [timesTransposedLeft(context, b, a)], { perm: [1, 0] });
  },
});

/** aᵀ b. Of `Gemm` the runtime would move a transposition of the result to the operands. */
const timesTransposedLeft = (context: FormContext, a: string, b: string): string =>
  context.emit('com.microsoft.FusedMatMul', [a, b], { transA: 1 });
