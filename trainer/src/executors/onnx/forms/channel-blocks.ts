/**
 * Images whose channels lie in blocks, as the runtime's direct kernels for processors take them: [rows, channels / block, height, width,
 * block]. Forms go over to blocks where such a kernel begins and leave both layouts for the forms behind them, so that images stay
 * in blocks from kernel to kernel; a layout that nobody reads is not written.
 */
import type { Shape } from '../../../../../graph';
import type { FormContext, Layouts } from '../form';

/** An op of the runtime on channels in blocks. */
export const blocked = (opType: string): string => `com.microsoft.nchwc.${opType}`;

/** Whether all of these many channels lie in whole blocks. */
export const fill = (block: number, ...sizes: readonly number[]): boolean =>
  sizes.every((size) => size % block === 0);

/** The images in blocks, if a kernel has left them so. */
export const blockedOf = (context: FormContext, images: string): string | undefined =>
  context.layouts.get(images)?.blocked;

/** The name of plain images in blocks. */
export function toBlocks(context: FormContext, images: string): string {
  const known = blockedOf(context, images);
  if (known !== undefined) return known;
  const found = context.emit(blocked('ReorderInput'), [images]);
  context.layouts.set(images, { ...context.layouts.get(images), blocked: found });
  return found;
}

/** The name of the plain images that these in blocks are; `others` are further layouts of them. */
export function fromBlocks(
  context: FormContext,
  images: string,
  channels: number,
  others: Omit<Layouts, 'blocked'> = {},
): string {
  const plain = context.emit(blocked('ReorderOutput'), [images], { channels });
  context.layouts.set(plain, { ...others, blocked: images });
  return plain;
}

/** A list of sizes, as many ops are given it. */
export const listOf = (context: FormContext, sizes: Shape): string =>
  context.constant(sizes, [sizes.length], 'int64');
