/**
 * Forms of products with large matrices that lie in blocks from step to step, by the runtime's direct kernels for processors: a product
 * is a convolution of a single pixel. Only what is multiplied by a matrix has to be moved in and out of blocks, and the gradient of
 * a matrix comes out as the matrix lies.
 */
import type { Node, Shape, Tensor } from '../../../../../graph';
import type { FormContext, FormTable } from '../form';
import { blocked, listOf } from './channel-blocks';
import { columnsOf, fromColumns, kernelsOf, toColumns } from './columns';

/** Matrices of a program that lie in blocks: see `stepping/find-blocked-matrices.ts`, which says what such a program may do with them. */
export interface BlockedTensors {
  /** States that are right operands of products and nothing else. */
  readonly matrices: ReadonlySet<Tensor>;
  /** Outputs aᵀ b of the same shapes. */
  readonly gradients: ReadonlySet<Tensor>;
}

/** The shape of a gradient of these as the engine makes it: what counts is how it lies, [width / block, sums, block]. */
export const gradientShape = ([sums, width]: Shape): Shape => [1, width!, 1, sums!];

/** All other products are said as `plain` says them. */
export const createBlockedProductForms = (
  plain: FormTable,
  { matrices, gradients }: BlockedTensors,
  block: number,
): FormTable => ({
  ...plain,
  state(context, names, node) {
    const name = plain.state(context, names, node) as string;
    if (matrices.has(node.outputs[0]!)) context.layouts.set(name, { kernels: name });
    return name;
  },
  matmul(context, names, node) {
    const [left, right] = node.inputs as [Tensor, Tensor];
    const [output] = node.outputs as [Tensor];
    if (gradients.has(output)) return multiplyTransposed(context, left.node.inputs[0]!, right, block);
    if (!matrices.has(right)) return plain.matmul(context, names, node);
    return node.attributes.transposeB
      ? multiplyByTransposed(context, names[0]!, left.shape, names[1]!, output.shape)
      : multiply(context, names[0]!, node, names[1]!, block);
  },
});

/** x W. */
function multiply(context: FormContext, x: string, node: Node, matrix: string, block: number): string {
  const { shape } = node.inputs[0]!;
  const output = node.outputs[0]!.shape;
  const [steps, rows, sums] = [1, ...shape].slice(-3) as [number, number, number];
  const images = context.emit('Reshape', [
    toColumns(context, x, shape, block),
    listOf(context, [steps, sums, 1, rows]),
  ]);
  const made = convolve(context, images, kernelsOf(context, matrix, node, block));
  const columns = context.emit('Reshape', [made, listOf(context, columnsOf(output, block))]);
  return fromColumns(context, columns, output);
}

/** dy Wᵀ as (W dyᵀ)ᵀ: the rows of the matrix are pixels, and those of dy kernels. */
function multiplyByTransposed(
  context: FormContext,
  dy: string,
  shape: Shape,
  matrix: string,
  output: Shape,
): string {
  const [rows, width] = asMatrix(shape);
  const sums = output.at(-1)!;
  const images = context.emit('Reshape', [matrix, listOf(context, [1, width, 1, sums])]);
  const kernels = context.emit('Reshape', [toRows(context, dy, shape), listOf(context, [rows, width, 1, 1])]);
  const made = convolve(context, images, kernels);
  const moved = context.emit(blocked('ReorderOutput'), [made], { channels: rows });
  const name = context.emit('Reshape', [moved, listOf(context, output)]);
  context.layouts.set(name, { rows: made });
  return name;
}

/** xᵀ dy, which comes out as the matrix lies: the columns of x are pixels, and rows are channels. */
function multiplyTransposed(context: FormContext, x: Tensor, dy: Tensor, block: number): string {
  const [rows, sums] = x.shape as [number, number];
  const [, width] = dy.shape as [number, number];
  const images = context.emit('Reshape', [
    toRows(context, context.nameOf(x), x.shape),
    listOf(context, [1, rows, 1, sums]),
  ]);
  const kernels = context.emit('Reshape', [
    toColumns(context, context.nameOf(dy), dy.shape, block),
    listOf(context, [width, rows, 1, 1]),
  ]);
  return convolve(context, images, kernels);
}

/** The name of plain matrices whose rows lie in blocks. */
function toRows(context: FormContext, name: string, shape: Shape): string {
  const known = context.layouts.get(name)?.rows;
  if (known !== undefined) return known;
  const [rows, width] = asMatrix(shape);
  const images = context.emit('Reshape', [name, listOf(context, [1, rows, 1, width])]);
  const found = context.emit(blocked('ReorderInput'), [images]);
  context.layouts.set(name, { ...context.layouts.get(name), rows: found });
  return found;
}

const convolve = (context: FormContext, images: string, kernels: string): string =>
  context.emit(blocked('Conv'), [images, kernels], { kernel_shape: [1, 1] });

/** Rows of all matrices above each other. */
const asMatrix = (shape: Shape): readonly [rows: number, width: number] => [
  shape.slice(0, -1).reduce((product, size) => product * size, 1),
  shape.at(-1)!,
];
