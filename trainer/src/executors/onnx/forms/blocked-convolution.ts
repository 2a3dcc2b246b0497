/** Forms of convolution and its gradients by the runtime's direct kernels for processors, which need no columns of pixels. */
import type { conv2dOps, Conv2dSettings } from '../../../../../graph/ops/conv2d';
import type { Node, Padding, Shape, Size, Tensor } from '../../../../../graph';
import type { FormContext, Forms } from '../form';
import { blocked, fill, fromBlocks, listOf, toBlocks } from './channel-blocks';
import { weighFewChannels } from './few-channels';

type ConvolutionForms = Forms<keyof typeof conv2dOps>;

/** How windows move over images, and how large they are. */
export interface Windows extends Pick<Conv2dSettings, 'stride' | 'padding'> {
  readonly kernel: Size;
}

/** Convolutions whose channels fill no blocks, gradients with strides, and groups are said as `plain` says them. */
export const createBlockedConvolutionForms = (plain: ConvolutionForms, block: number): ConvolutionForms => ({
  conv2d(context, [x, weight], node) {
    if (!isDirect(node, block)) return plain.conv2d(context, [x!, weight!], node);
    const convolve = prepareConvolution(context, [x!, weight!], node, block);
    const { stride, padding } = node.attributes;
    return fromBlocks(
      context,
      convolve({ stride, padding, kernel: kernelOf(node) }),
      node.inputs[1]!.shape[0]!,
    );
  },

  /** The cotangent is convolved with the kernels turned by half a turn, from filters to channels. */
  conv2dInputGradient(context, [dy, weight], node) {
    const { groups, stride, padding } = node.attributes;
    const [filters, channels] = node.inputs[1]!.shape as [number, number];
    const kernel = kernelOf(node);
    const around = padding.map((amount, side) => kernel[side % 2]! - 1 - amount);
    const fits = groups === 1 && !isStrided(stride) && around.every((amount) => amount >= 0);
    if (!fits || !fill(block, filters, channels)) {
      return plain.conv2dInputGradient(context, [dy!, weight!], node);
    }
    const turned = context.emit('Transpose', [turn(context, weight!)], { perm: [1, 0, 2, 3] });
    const kernels = kernelsInBlocks(context, turned, [channels, filters, ...kernel], block);
    const windows: Windows = { stride, padding: around as never as Padding, kernel };
    return fromBlocks(context, convolveBlocks(context, toBlocks(context, dy!), kernels, windows), channels);
  },

  /**
   * Channels are taken for rows and rows for channels: the images are convolved with their cotangents, whose windows are as large as
   * images, and as many places come out as a kernel has.
   */
  conv2dWeightGradient(context, [x, dy], node) {
    const { groups, stride, padding, kernel } = node.attributes;
    const [rows, filters, height, width] = node.inputs[1]!.shape as [number, number, number, number];
    const [, channels, ...size] = node.inputs[0]!.shape as [number, number, number, number];
    const fits = groups === 1 && !isStrided(stride) && fill(block, filters);
    const few = fits && channels < block ? weighFewChannels(context, [x!, dy!], node, block) : undefined;
    if (few !== undefined) return few;
    // Of a kernel that is one pixel wide, too few sums are at work at a time.
    if (!fits || kernel[1] === 1 || !fill(block, rows, channels)) {
      return plain.conv2dWeightGradient(context, [x!, dy!], node);
    }
    const channelsFirst = context.emit('Transpose', [x!], { perm: [1, 0, 2, 3] });
    const images = padBlocks(
      context,
      context.emit(blocked('ReorderInput'), [channelsFirst]),
      [channels, rows, ...size],
      padding,
      block,
    );
    const lying = context.emit('Reshape', [
      toBlocks(context, dy!),
      listOf(context, [rows / block, block, filters / block, height * width, block]),
    ]);
    const kernels = context.emit('Reshape', [
      context.emit('Transpose', [lying], { perm: [2, 0, 3, 1, 4] }),
      listOf(context, [filters, rows, height, width]),
    ]);
    const windows: Windows = { stride, padding: [0, 0, 0, 0], kernel: [height, width] };
    const slopes = context.emit(
      blocked('ReorderOutput'),
      [convolveBlocks(context, images, kernels, windows)],
      {
        channels: filters,
      },
    );
    return context.emit('Transpose', [slopes], { perm: [1, 0, 2, 3] });
  },
});

/** Whether the direct kernels can do this convolution. Channels too few for a block are taken as they are. */
export function isDirect({ inputs: [, weight], attributes }: Node, block: number): boolean {
  const [filters, channels] = weight!.shape as [number, number];
  return attributes['groups'] === 1 && fill(block, filters) && (channels < block || fill(block, channels));
}

/** The convolution of a node with windows that may move in other ways; images in blocks come out. */
export function prepareConvolution(
  context: FormContext,
  [x, weight]: readonly [string, string],
  node: Node,
  block: number,
): (windows: Windows) => string {
  const { shape } = node.inputs[1]!;
  const kernels = kernelsInBlocks(context, weight, shape, block);
  const images = shape[1]! < block ? x : toBlocks(context, x);
  return (windows) => convolveBlocks(context, images, kernels, windows);
}

const isStrided = (stride: Size): boolean => stride.some((step) => step > 1);

const kernelOf = ({ inputs: [, weight] }: { readonly inputs: readonly Tensor[] }): Size => [
  weight!.shape[2]!,
  weight!.shape[3]!,
];

const convolveBlocks = (
  context: FormContext,
  images: string,
  kernels: string,
  { stride, padding, kernel }: Windows,
): string =>
  context.emit(blocked('Conv'), [images, kernels], { strides: stride, pads: padding, kernel_shape: kernel });

/**
 * Kernels [filters, channels, height, width] under the same shape as they lie in blocks: [filters / block, channels / block, height,
 * width, block of channels, block of filters], or, of channels that fill no block, [filters / block, channels, height, width, block].
 */
function kernelsInBlocks(context: FormContext, kernels: string, shape: Shape, block: number): string {
  const [filters, channels, ...kernel] = shape as [number, number, number, number];
  const [outer, inner] = channels < block ? [channels, 1] : [channels / block, block];
  const cut = context.emit('Reshape', [
    kernels,
    listOf(context, [filters / block, block, outer, inner, ...kernel]),
  ]);
  return context.emit('Reshape', [
    context.emit('Transpose', [cut], { perm: [0, 2, 4, 5, 3, 1] }),
    listOf(context, shape),
  ]);
}

/** Padding in advance keeps all places of a line in one go of the kernel; in blocks, lines are long enough to be copied fast. */
function padBlocks(
  context: FormContext,
  images: string,
  [rows, channels, height, width]: readonly [number, number, number, number],
  padding: Padding,
  block: number,
): string {
  if (padding.every((amount) => amount === 0)) return images;
  const [top, left, bottom, right] = padding;
  const lines = context.emit('Reshape', [
    images,
    listOf(context, [(rows * channels) / block, height, width * block]),
  ]);
  const padded = context.emit('Pad', [
    lines,
    listOf(context, [0, top, left * block, 0, bottom, right * block]),
  ]);
  return context.emit('Reshape', [
    padded,
    listOf(context, [rows, channels, top + height + bottom, left + width + right]),
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
  return context.emit('Slice', [kernels, ...bounds.map((bound) => listOf(context, bound))]);
}
