/**
 * Forms of pooling and its gradient for images with channels in blocks. The pixels at each place of a window are taken apart: a convolution
 * that moves by whole windows makes them so at once. Then all passes go over a window's share of the numbers, and no places are looked for.
 */
import type { pool2dOps } from '../../../../../graph/ops/pool2d';
import type { Node, Padding, Shape, Size } from '../../../../../graph';
import type { FormContext, Forms } from '../form';
import { isDirect, prepareConvolution } from './blocked-convolution';
import { blocked, blockedOf, fromBlocks, listOf, toBlocks } from './channel-blocks';
import { isSideBySide, windows } from './pools';

type PoolForms = Pick<Forms<keyof typeof pool2dOps>, 'maxPool2d' | 'unpool2d'>;

/** Images that do not lie in blocks, and windows that overlap or leave a rest, are pooled as `plain` says. */
export const createBlockedPoolForms = (plain: PoolForms, block: number): PoolForms => ({
  maxPool2d(context, [x], node) {
    const { inputs, outputs, attributes } = node;
    const images = blockedOf(context, x!);
    const channels = inputs[0]!.shape[1]!;
    if (images === undefined) return plain.maxPool2d(context, [x!], node);
    if (!context.isUsed(outputs[1]!)) {
      return fromBlocks(context, context.emit(blocked('MaxPool'), [images], windows(attributes)), channels);
    }
    const { kernel } = attributes;
    const [, , height, width] = inputs[0]!.shape as [number, number, number, number];
    if (!isSideBySide(attributes) || height % kernel[0] > 0 || width % kernel[1] > 0) {
      return plain.maxPool2d(context, [x!], node);
    }
    const apart =
      convolveApart(context, inputs[0]!.node, kernel, block) ??
      takeApart(context, images, inputs[0]!.shape, kernel, block);
    const largest = apart.reduce((one, other) => context.emit('Max', [one, other]));
    const marks = apart
      .slice(0, -1)
      .map((image) => context.emit('Cast', [context.emit('Equal', [image, largest])], { to: 1 }));
    const [, places] = plain.maxPool2d(context, [x!], node) as readonly [string, string];
    context.layouts.set(places, { largest: marks });
    return [fromBlocks(context, largest, channels), places];
  },

  /** Place by place, what is left of the cotangent goes to the pixel if it is a largest one: the first of equal ones has it. */
  unpool2d(context, [dy, indices], node) {
    const marks = context.layouts.get(indices!)?.largest;
    if (marks === undefined) return plain.unpool2d(context, [dy!, indices!], node);
    const { kernel } = node.attributes;
    const images: string[] = [];
    let left = toBlocks(context, dy!);
    for (const mark of marks) {
      const image = context.emit('Mul', [left, mark]);
      images.push(image);
      left = context.emit('Sub', [left, image]);
    }
    images.push(left);
    const joined = bringTogether(context, images, node.outputs[0]!.shape, kernel, block);
    return fromBlocks(context, joined, node.outputs[0]!.shape[1]!, { apart: { window: kernel, images } });
  },
});

/** Images apart for the places of windows, made so by the convolution that would make the whole ones, if it can. */
function convolveApart(
  context: FormContext,
  node: Node,
  window: Size,
  block: number,
): readonly string[] | undefined {
  if (node.op !== 'conv2d' || !isDirect(node, block)) return undefined;
  const { stride, padding } = node.attributes as { readonly stride: Size; readonly padding: Padding };
  // The first window of a later place begins further inside; padding cannot be less than none.
  const fits = padding.every((amount, side) => amount >= window[side % 2]! - 1);
  if (!fits || stride.some((step) => step > 1)) return undefined;
  const [x, weight] = node.inputs.map((input) => context.nameOf(input)) as [string, string];
  const convolve = prepareConvolution(context, [x, weight], node, block);
  const [, , height, width] = node.inputs[1]!.shape as [number, number, number, number];
  const [top, left, bottom, right] = padding;
  return placesOf(window).map(([line, column]) =>
    convolve({
      stride: window,
      padding: [top - line, left - column, bottom + line + 1 - window[0], right + column + 1 - window[1]],
      kernel: [height, width],
    }),
  );
}

/** Images apart for the places of windows, cut out of the whole ones. */
function takeApart(
  context: FormContext,
  images: string,
  shape: Shape,
  window: Size,
  block: number,
): readonly string[] {
  const [rows, channels, height, width] = shape as [number, number, number, number];
  const pooled = [rows, channels, height / window[0], width / window[1]];
  const lying = context.emit('Reshape', [
    images,
    listOf(context, [(rows * channels) / block, pooled[2]!, window[0], pooled[3]!, window[1], block]),
  ]);
  return placesOf(window).map(([line, column]) => {
    const bounds = [
      [line, column],
      [line + 1, column + 1],
      [2, 4],
    ];
    const pixels = context.emit('Slice', [lying, ...bounds.map((bound) => listOf(context, bound))]);
    return context.emit('Reshape', [pixels, listOf(context, pooled)]);
  });
}

/** The other way round: whole images in blocks, of `shape`. */
function bringTogether(
  context: FormContext,
  images: readonly string[],
  shape: Shape,
  window: Size,
  block: number,
): string {
  const [rows, channels, height, width] = shape as [number, number, number, number];
  const single = [(rows * channels) / block, height / window[0], 1, width / window[1], 1, block];
  const lying = images.map((image) => context.emit('Reshape', [image, listOf(context, single)]));
  const lines = Array.from({ length: window[0] }, (_, line) =>
    context.emit('Concat', lying.slice(line * window[1], (line + 1) * window[1]), { axis: 4 }),
  );
  return context.emit('Reshape', [context.emit('Concat', lines, { axis: 2 }), listOf(context, shape)]);
}

/** Line by line. */
const placesOf = ([height, width]: Size): readonly Size[] =>
  Array.from({ length: height * width }, (_, at) => [Math.floor(at / width), at % width] as const);
