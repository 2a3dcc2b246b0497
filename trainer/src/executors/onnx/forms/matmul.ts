/** The form of the product of matrices. */
import type { Forms } from '../form';
import type { TimesTransposed } from './times-transposed';

export const createMatmulForms = (timesTransposed: TimesTransposed): Forms<'matmul'> => ({
  matmul(context, [a, b], { attributes: { transposeB }, inputs }) {
    if (!transposeB) return context.emit('MatMul', [a!, b!]);
    // Transposing a large matrix takes as long as a third of its product. `Gemm`, which takes no stacks, can do without.
    if (inputs.every(({ shape }) => shape.length === 2)) return context.emit('Gemm', [a!, b!], { transB: 1 });
    return timesTransposed(context, a!, b!, inputs[1]!.shape.length);
  },
});
