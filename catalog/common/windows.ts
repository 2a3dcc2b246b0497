/** The window arithmetic that convolutions and pools share: sizes, padding, and what does not fit. */
import { text } from '../../contract/text';
import type { Tensor } from '../../graph/tensor';
import type { Misfit } from '../declaration';
import { isImage } from './feature-axis';
import { nearestSides } from './nearest-sides';
import { shapeOfRow } from '../model/describe-shape';

/** Zeros around an image: [top, left, bottom, right]. */
export type Padding = readonly [top: number, left: number, bottom: number, right: number];

/**
 * Padding that makes ceil(size / stride) windows along each side; where it is odd, the extra zero comes last.
 * The rule of TensorFlow and Keras for `same`.
 */
export function samePadding(x: Tensor, kernel: number, stride: number): Padding {
  const along = (size: number): number =>
    Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
  const [vertical, horizontal] = [along(x.shape[2]!), along(x.shape[3]!)];
  const [top, left] = [Math.floor(vertical / 2), Math.floor(horizontal / 2)];
  return [top, left, vertical - top, horizontal - left];
}

/** Why layer `name`, which slides windows of `size` over images without padding them, cannot read `x`. */
export function windowMisfit(name: string, x: Tensor, size: number): Misfit | undefined {
  if (!isImage(x)) return imageMisfit(name, x);
  if (x.shape[2]! >= size && x.shape[3]! >= size) return undefined;
  return {
    misfit: text('The {size}x{size} window of `{name}` is larger than its images of {shape}.', {
      name,
      size,
      shape: shapeOfRow(x),
    }),
    remedy: text('Use a smaller window, or fewer layers that shrink the image before it.'),
  };
}

/** As square as can be; a sequence is an image of one channel. */
function asImage(x: Tensor): { readonly insert?: string } {
  const [first = 1, second] = x.shape.slice(1);
  const sides = second === undefined ? nearestSides(first, 1) : [first, second];
  return sides ? { insert: `reshape(${sides.join(', ')}, 1)` } : {};
}

/** Why layer `name`, which reads images, cannot read the vectors or sequences `x`. */
function imageMisfit(name: string, x: Tensor): Misfit {
  return {
    misfit: text('`{name}` reads images of height x width x channels, but gets rows of {shape}.', {
      name,
      shape: shapeOfRow(x),
    }),
    remedy: text('Put it before `flatten`, or make images again with `reshape(height, width, channels)`.'),
    ...asImage(x),
  };
}
