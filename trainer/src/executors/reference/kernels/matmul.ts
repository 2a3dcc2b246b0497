/** The kernel of the product of matrices. */
import type { Kernels } from '../kernel';
import { stretchedStrides, walk } from '../strides';

export const matmulKernels: Kernels<'matmul'> = {
  matmul([a, b], [y], { transposeB }) {
    const [rows, inner] = a!.shape.slice(-2) as [number, number];
    const columns = y!.shape.at(-1)!;
    // How far apart two neighbours in a column, and in a row, of the right operand are.
    const [down, along] = transposeB ? [1, inner] : [columns, 1];
    const stack = y!.shape.slice(0, -2);
    const inA = walk(stack, stretchedStrides(a!.shape.slice(0, -2), stack));
    const inB = walk(stack, stretchedStrides(b!.shape.slice(0, -2), stack));
    // Sums are kept in double precision and rounded once.
    const sums = new Float64Array(columns);
    for (let matrix = 0; matrix < inA.length; matrix++) {
      for (let row = 0; row < rows; row++) {
        sums.fill(0);
        const fromA = (inA[matrix]! * rows + row) * inner;
        for (let k = 0; k < inner; k++) {
          const factor = a!.values[fromA + k]!;
          const fromB = inB[matrix]! * inner * columns + k * down;
          for (let column = 0; column < columns; column++)
            sums[column]! += factor * b!.values[fromB + column * along]!;
        }
        y!.values.set(sums, (matrix * rows + row) * columns);
      }
    }
  },
};
