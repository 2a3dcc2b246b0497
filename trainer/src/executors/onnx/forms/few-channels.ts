/**
 * The weight gradient of a convolution whose images have fewer channels than a block, such as pictures: products of the pixels under its
 * windows with cotangents, both of which lie in blocks. Cotangents may lie apart for the places of a pool's windows.
 */
import type { Padding, Shape, Size } from '../../../../../graph';
import type { Form, FormContext } from '../form';
import { blocked, listOf, toBlocks } from './channel-blocks';

/** Picking the pixels of larger windows would take longer than multiplying them. */
const mostPixels = 64;

/**
 * Cotangents that lie apart are multiplied with pixels that do so too: windows larger by the places move by whole windows of the pool, and
 * each place's product has the kernels at an offset of its own. Undefined where there are more pixels under a window than that pays for.
 */
export function weighFewChannels(
  context: FormContext,
  [x, dy]: readonly [string, string],
  { inputs, attributes: { padding, kernel } }: Parameters<Form<'conv2dWeightGradient'>>[2],
  block: number,
): string | undefined {
  const [rows, channels] = inputs[0]!.shape as [number, number];
  const [, filters, height, width] = inputs[1]!.shape as [number, number, number, number];
  const apart = context.layouts.get(dy)?.apart;
  const window = apart?.window ?? [1, 1];
  const larger: Size = [kernel[0] + window[0] - 1, kernel[1] + window[1] - 1];
  const size = channels * larger[0] * larger[1];
  if (size > mostPixels) return undefined;
  const images = apart?.images ?? [toBlocks(context, dy)];
  const places = (height * width) / images.length;
  const lists = Math.ceil(size / block);
  const picked = pickPixels(context, x, [lists * block, channels, ...larger], { window, padding }, block);
  const pixels = context.emit('Reshape', [picked, listOf(context, [rows, lists, 1, places, block])]);
  const slopes = images.map((image, at) => {
    const lying = listOf(context, [rows, 1, filters / block, places, block]);
    const products = context.emit(
      'com.microsoft.FusedMatMul',
      [pixels, context.emit('Reshape', [image, lying])],
      { transA: 1 },
    );
    // [lists, filters / block, block of pixels, block of filters]
    const sums = context.emit('ReduceSum', [products, listOf(context, [0])], { keepdims: 0 });
    const kernels = context.emit('Reshape', [
      context.emit('Transpose', [sums], { perm: [1, 3, 0, 2] }),
      listOf(context, [filters, lists * block]),
    ]);
    const whole = size === lists * block ? kernels : cut(context, kernels, [0], [size], [1]);
    const named = context.emit('Reshape', [whole, listOf(context, [filters, channels, ...larger])]);
    if (images.length === 1) return named;
    const [line, column] = [Math.floor(at / window[1]), at % window[1]];
    return cut(context, named, [line, column], [line + kernel[0], column + kernel[1]], [2, 3]);
  });
  return slopes.length === 1 ? slopes[0]! : context.emit('Sum', slopes);
}

/** In blocks, the pixels under each window: a direct convolution whose every kernel picks one, where there is one left. */
function pickPixels(
  context: FormContext,
  x: string,
  [picks, channels, height, width]: readonly [number, number, number, number],
  { window, padding }: { readonly window: Size; readonly padding: Padding },
  block: number,
): string {
  const size = channels * height * width;
  // As kernels lie: [lists, channels, height, width, block].
  const values = Array.from({ length: picks * size }, (_, at) => {
    const list = Math.floor(at / (size * block));
    return Math.floor(at / block) % size === list * block + (at % block) ? 1 : 0;
  });
  const kernels = context.constant(values, [picks, channels, height, width]);
  return context.emit(blocked('Conv'), [x, kernels], {
    strides: window,
    pads: padding,
    kernel_shape: [height, width],
  });
}

const cut = (context: FormContext, x: string, from: Shape, to: Shape, axes: Shape): string =>
  context.emit('Slice', [x, ...[from, to, axes].map((bound) => listOf(context, bound))]);
