/** Kernels of convolution, its gradients, and pooling. */
import type { Shape } from '../../../../../graph';
import type { conv2dOps, Conv2dSettings } from '../../../../../graph/ops/conv2d';
import type { pool2dOps, Pool2dSettings } from '../../../../../graph/ops/pool2d';
import type { Kernels } from '../kernel';

export const imageKernels: Kernels<keyof typeof conv2dOps | keyof typeof pool2dOps> = {
  conv2d: ([x, weight], [y], settings) =>
    forEachProduct(x!.shape, weight!.shape, y!.shape, settings, (inX, inWeight, inY) => {
      y!.values[inY]! += x!.values[inX]! * weight!.values[inWeight]!;
    }),
  conv2dInputGradient: ([dy, weight], [dx], settings) =>
    forEachProduct(dx!.shape, weight!.shape, dy!.shape, settings, (inX, inWeight, inY) => {
      dx!.values[inX]! += dy!.values[inY]! * weight!.values[inWeight]!;
    }),
  conv2dWeightGradient: ([x, dy], [dw], settings) =>
    forEachProduct(x!.shape, dw!.shape, dy!.shape, settings, (inX, inWeight, inY) => {
      dw!.values[inWeight]! += x!.values[inX]! * dy!.values[inY]!;
    }),
  maxPool2d([x], [y, indices], settings) {
    forEachWindow(x!.shape, y!.shape, settings, (positions, inY) => {
      let best = positions[0]!;
      for (const position of positions) if (x!.values[position]! > x!.values[best]!) best = position;
      y!.values[inY] = x!.values[best]!;
      indices!.values[inY] = best;
    });
  },
  unpool2d([dy, indices], [dx]) {
    for (const [at, place] of indices!.values.entries()) dx!.values[Number(place)]! += dy!.values[at]!;
  },
  averagePool2d([x], [y], settings) {
    forEachWindow(x!.shape, y!.shape, settings, (positions, inY) => {
      const total = positions.reduce((sum, position) => sum + x!.values[position]!, 0);
      y!.values[inY] = total / positions.length;
    });
  },
};

/** Every product of a pixel and a weight of a convolution, and the result that it belongs to. */
function forEachProduct(
  xShape: Shape,
  weightShape: Shape,
  yShape: Shape,
  { groups, ...settings }: Conv2dSettings,
  visit: (inX: number, inWeight: number, inY: number) => void,
): void {
  const [, channels, height, width] = xShape as [number, number, number, number];
  const [filters, perGroup, kernelHeight, kernelWidth] = weightShape as [number, number, number, number];
  forEachPlace(yShape, settings, (row, filter, top, left, inY) => {
    const firstChannel = Math.floor(filter / (filters / groups)) * perGroup;
    for (let channel = 0; channel < perGroup; channel++) {
      const image = (row * channels + firstChannel + channel) * height;
      const kernel = (filter * perGroup + channel) * kernelHeight;
      for (let i = Math.max(0, -top); i < Math.min(kernelHeight, height - top); i++) {
        for (let j = Math.max(0, -left); j < Math.min(kernelWidth, width - left); j++) {
          visit((image + top + i) * width + left + j, (kernel + i) * kernelWidth + j, inY);
        }
      }
    }
  });
}

/** The positions of the pixels under every window, padding left out, and the result that they belong to. */
function forEachWindow(
  xShape: Shape,
  yShape: Shape,
  { kernel, ...settings }: Pool2dSettings,
  visit: (positions: readonly number[], inY: number) => void,
): void {
  const [, channels, height, width] = xShape as [number, number, number, number];
  forEachPlace(yShape, settings, (row, channel, top, left, inY) => {
    const positions: number[] = [];
    for (let i = Math.max(0, top); i < Math.min(top + kernel[0], height); i++) {
      for (let j = Math.max(0, left); j < Math.min(left + kernel[1], width); j++) {
        positions.push(((row * channels + channel) * height + i) * width + j);
      }
    }
    visit(positions, inY);
  });
}

/** Every element of a result [rows, channels, height, width], and where its window starts; padding is before 0. */
function forEachPlace(
  yShape: Shape,
  { stride, padding }: Pick<Conv2dSettings, 'stride' | 'padding'>,
  visit: (row: number, channel: number, top: number, left: number, inY: number) => void,
): void {
  const [rows, channels, height, width] = yShape as [number, number, number, number];
  let inY = 0;
  for (let row = 0; row < rows; row++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let i = 0; i < height; i++) {
        for (let j = 0; j < width; j++) {
          visit(row, channel, i * stride[0] - padding[0], j * stride[1] - padding[1], inY++);
        }
      }
    }
  }
}
