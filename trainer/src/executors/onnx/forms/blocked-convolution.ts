/**
 * Forms of convolution by the runtime's direct kernels for processors, which need no columns of pixels. They keep channels in blocks:
 * images lie as [rows, channels / block, height, width, block], kernels as [filters / block, channels / block, height, width,
 * block of channels, block of filters]. The runtime itself uses them for weights that do not change alone.
 */
import type { conv2dOps, Conv2dSettings } from '../../../../../graph/ops/conv2d';
import type { Padding, Shape, Size, Tensor } from '../../../../../graph';
import type { FormContext, Forms } from '../form';

type ConvolutionForms = Forms<keyof typeof conv2dOps>;

/** Convolutions whose channels fill no blocks, that have strides or that have groups are said as `plain` says them. */
export const createBlockedConvolutionForms = (plain: ConvolutionForms, block: number): ConvolutionForms => ({
  conv2d(context, [x, weight], node) {
    const [filters, channels] = node.inputs[1]!.shape as [number, number];
    if (node.attributes.groups > 1 || !fill(block, filters, channels)) {
      return plain.conv2d(context, [x!, weight!], node);
    }
    const { stride, padding } = node.attributes;
    const kernel = kernelOf(node.inputs[1]!);
    const windows: Windows = { stride, padding, kernel };
    return convolve(context, x!, inBlocks(context, weight!, node.inputs[1]!.shape, block), windows, filters);
  },

  /** The cotangent is convolved with the kernels turned by half a turn, from filters to channels. */
  conv2dInputGradient(context, [dy, weight], node) {
    const { groups, stride, padding } = node.attributes;
    const [filters, channels] = node.inputs[1]!.shape as [number, number];
    const kernel = kernelOf(node.inputs[1]!);
    const around = padding.map((amount, side) => kernel[side % 2]! - 1 - amount);
    const isDirect = groups === 1 && !isStrided(stride) && around.every((amount) => amount >= 0);
    if (!isDirect || !fill(block, filters, channels)) {
      return plain.conv2dInputGradient(context, [dy!, weight!], node);
    }
    const turned = context.emit('Transpose', [turn(context, weight!)], { perm: [1, 0, 2, 3] });
    const windows: Windows = { stride, padding: around as never as Padding, kernel };
    return convolve(
      context,
      dy!,
      inBlocks(context, turned, [channels, filters, ...kernel], block),
      windows,
      channels,
    );
  },

  /**
   * Channels are taken for rows and rows for channels: the images are convolved with their cotangents, whose windows are as large as
   * images, and as many places come out as a kernel has.
   */
  conv2dWeightGradient(context, [x, dy], node) {
    const { groups, stride, padding, kernel } = node.attributes;
    const [rows, filters, height, width] = node.inputs[1]!.shape as [number, number, number, number];
    // Of a kernel that is one pixel wide, too few sums are at work at a time.
    const isDirect = groups === 1 && !isStrided(stride) && kernel[1] > 1;
    if (!isDirect || !fill(block, filters, rows, node.inputs[0]!.shape[1]!)) {
      return plain.conv2dWeightGradient(context, [x!, dy!], node);
    }
    const list = (...sizes: number[]) => context.constant(sizes, [sizes.length], 'int64');
    const channelsFirst = context.emit('Transpose', [x!], { perm: [1, 0, 2, 3] });
    const [top, left, bottom, right] = padding;
    // Padding in advance keeps all places of a line in one go of the kernel.
    const padded = padding.some((amount) => amount > 0)
      ? context.emit('Pad', [channelsFirst, list(0, 0, top, left, 0, 0, bottom, right)])
      : channelsFirst;
    const lying = context.emit('Reshape', [
      context.emit(blocked('ReorderInput'), [dy!]),
      list(rows / block, block, filters / block, height * width, block),
    ]);
    const kernels = context.emit('Reshape', [
      context.emit('Transpose', [lying], { perm: [2, 0, 3, 1, 4] }),
      list(filters, rows, height, width),
    ]);
    const windows: Windows = { stride, padding: [0, 0, 0, 0], kernel: [height, width] };
    const slopes = convolve(context, padded, kernels, windows, filters);
    return context.emit('Transpose', [slopes], { perm: [1, 0, 2, 3] });
  },
});

interface Windows extends Pick<Conv2dSettings, 'stride' | 'padding'> {
  readonly kernel: Size;
}

const blocked = (opType: string): string => `com.microsoft.nchwc.${opType}`;

const fill = (block: number, ...sizes: readonly number[]): boolean =>
  sizes.every((size) => size % block === 0);

const isStrided = (stride: Size): boolean => stride.some((step) => step > 1);

const kernelOf = ({ shape }: Tensor): Size => [shape[2]!, shape[3]!];

/** Plain images under kernels in blocks; plain images come out. */
function convolve(
  context: FormContext,
  x: string,
  kernels: string,
  { stride, padding, kernel }: Windows,
  filters: number,
): string {
  const y = context.emit(blocked('Conv'), [context.emit(blocked('ReorderInput'), [x]), kernels], {
    strides: stride,
    pads: padding,
    kernel_shape: kernel,
  });
  return context.emit(blocked('ReorderOutput'), [y], { channels: filters });
}

/** Kernels [filters, channels, height, width] as they lie in blocks, under the same shape. */
function inBlocks(context: FormContext, kernels: string, shape: Shape, block: number): string {
  const [filters, channels, ...kernel] = shape as [number, number, number, number];
  const list = (sizes: Shape) => context.constant(sizes, [sizes.length], 'int64');
  const cut = context.emit('Reshape', [
    kernels,
    list([filters / block, block, channels / block, block, ...kernel]),
  ]);
  return context.emit('Reshape', [
    context.emit('Transpose', [cut], { perm: [0, 2, 4, 5, 3, 1] }),
    list(shape),
  ]);
}

/** Kernels with their lines and columns in the other order. */
function turn(context: FormContext, kernels: string): string {
  const bounds = [
    [-1, -1],
    [-(2 ** 31), -(2 ** 31)],
    [2, 3],
    [-1, -1],
  ];
  return context.emit('Slice', [kernels, ...bounds.map((bound) => context.constant(bound, [2], 'int64'))]);
}
