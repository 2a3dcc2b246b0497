/** The form of the product of matrices. */
import { sizeOf } from '../../../../../graph';
import type { Forms } from '../form';
import { reshape } from './layout';
import { typed } from './types';

export const matmulForms: Forms<'matmul'> = {
  matmul(context, [a, b], { inputs: [left, right], outputs: [y], attributes: { transposeB } }) {
    if (right!.shape.length > 2) {
      return context.emit('BatchMatMulV2', [a!, b!], { ...typed('float32'), adj_y: transposeB });
    }
    // A stack that meets one matrix is one tall matrix.
    const inner = left!.shape.at(-1)!;
    const isStack = left!.shape.length > 2;
    const tall = isStack ? reshape(context, a!, [sizeOf(left!.shape) / inner, inner], 'float32') : a!;
    const product = context.emit('MatMul', [tall, b!], { ...typed('float32'), transpose_b: transposeB });
    return isStack ? reshape(context, product, y!.shape, 'float32') : product;
  },
};
