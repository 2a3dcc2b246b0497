/** The form of the product of matrices. */
import type { Forms } from '../form';

export const matmulForms: Forms<'matmul'> = {
  matmul(context, [a, b], { attributes: { transposeB }, inputs }) {
    if (!transposeB) return context.emit('MatMul', [a!, b!]);
    // Transposing a large matrix takes as long as a third of its product; only `Gemm`, which takes no stacks, can do without.
    if (inputs.every(({ shape }) => shape.length === 2)) return context.emit('Gemm', [a!, b!], { transB: 1 });
    const axes = inputs[1]!.shape.map((_, axis) => axis);
    const perm = axes.toSpliced(-2, 2, axes.length - 1, axes.length - 2);
    return context.emit('MatMul', [a!, context.emit('Transpose', [b!], { perm })]);
  },
};
