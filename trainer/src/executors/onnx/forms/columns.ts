/**
 * Matrices as the runtime's direct kernels for processors take them in convolutions of a single pixel: a row is a pixel and its numbers
 * are channels, so that [rows, width] lies as [width / block, rows, block]. As in `channel-blocks.ts`, forms leave both layouts.
 */
import type { Node, Shape } from '../../../../../graph';
import type { FormContext } from '../form';
import { blocked, listOf } from './channel-blocks';

/** [rows, width] or [steps, rows, width] as it lies in blocks. */
export const columnsOf = (shape: Shape, block: number): Shape => {
  const [rows, width] = shape.slice(-2) as [number, number];
  return [...shape.slice(0, -2), width / block, rows, block];
};

/** The name of plain matrices in blocks. `make` may have them made so in the first place. */
export function toColumns(
  context: FormContext,
  name: string,
  shape: Shape,
  block: number,
  make: () => string | undefined = () => undefined,
): string {
  const known = context.layouts.get(name)?.columns;
  if (known !== undefined) return known;
  const images = make() ?? toImages(context, name, shape);
  const columns = context.emit('Reshape', [images, listOf(context, columnsOf(shape, block))]);
  context.layouts.set(name, { ...context.layouts.get(name), columns });
  return columns;
}

/** [steps, rows, width], or a single matrix, as images in blocks: [steps, width, 1, rows] to the runtime. */
export function toImages(context: FormContext, name: string, shape: Shape): string {
  const [steps, rows, width] = stackOf(shape);
  const images = context.emit('Reshape', [name, listOf(context, [steps, 1, rows, width])]);
  return context.emit(blocked('ReorderInput'), [images], { channels_last: 1 });
}

/** The name of the plain matrices that these in blocks are. */
export function fromColumns(context: FormContext, columns: string, shape: Shape): string {
  const [steps, rows, width] = stackOf(shape);
  const images = context.emit('Reshape', [columns, listOf(context, [steps, width, 1, rows])]);
  const moved = context.emit(blocked('ReorderOutput'), [images], { channels: width, channels_last: 1 });
  const name = context.emit('Reshape', [moved, listOf(context, shape)]);
  context.layouts.set(name, { columns });
  return name;
}

/** The right matrix of a product as kernels: [width / block, sums / block, block of sums, block of width], which is [width / block, sums, block]. */
export function kernelsOf(
  context: FormContext,
  matrix: string,
  { inputs, attributes }: Node,
  block: number,
): string {
  const [lines, columns] = inputs[1]!.shape as [number, number];
  const isTransposed = attributes['transposeB'] as boolean;
  const [width, sums] = isTransposed ? [lines, columns] : [columns, lines];
  const arrange = (from: string, cut: Shape, perm: readonly number[]) =>
    context.emit('Transpose', [context.emit('Reshape', [from, listOf(context, cut)])], { perm });
  const known = context.layouts.get(matrix)?.kernels;
  const [down, across] = [lines / block, columns / block];
  const found =
    known === undefined
      ? arrange(matrix, [down, block, across, block], isTransposed ? [0, 2, 3, 1] : [2, 0, 1, 3])
      : isTransposed
        ? arrange(known, [across, down, block, block], [1, 0, 3, 2])
        : known;
  return context.emit('Reshape', [found, listOf(context, [width, sums, 1, 1])]);
}

const stackOf = (shape: Shape): readonly [steps: number, rows: number, width: number] =>
  [1, ...shape].slice(-3) as [number, number, number];
