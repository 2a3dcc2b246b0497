/** Forms of convolution and its gradients. */
import type { conv2dOps, Conv2dSettings } from '../../../../../graph/ops/conv2d';
import type { FormContext, Forms } from '../form';
import type { TimesTransposed } from './times-transposed';

export const createConvolutionForms = (timesTransposed: TimesTransposed): Forms<keyof typeof conv2dOps> => ({
  conv2d: (context, inputs, { attributes, inputs: [, weight] }) =>
    context.emit('Conv', inputs, { ...windows(attributes), kernel_shape: weight!.shape.slice(2) }),

  conv2dInputGradient(context, inputs, { attributes, inputs: [dy, weight] }) {
    const { stride, padding, size } = attributes;
    const kernel = weight!.shape.slice(2);
    // What the last window leaves uncovered has no share in the result, and is added back as zeros.
    const uncovered = [0, 1].map(
      (axis) =>
        size[axis]! +
        padding[axis]! +
        padding[axis + 2]! -
        kernel[axis]! -
        stride[axis]! * (dy!.shape[axis + 2]! - 1),
    );
    return context.emit('ConvTranspose', inputs, {
      ...windows(attributes),
      kernel_shape: kernel,
      output_padding: uncovered,
    });
  },

  conv2dWeightGradient(context, [x, dy], { attributes, inputs, outputs }) {
    const { groups, kernel } = attributes;
    const [rows, channels] = inputs[0]!.shape as [number, number];
    const [, filters, height, width] = inputs[1]!.shape as [number, number, number, number];
    const windowSize = (channels / groups) * kernel[0] * kernel[1];
    const shape = (...sizes: number[]) => context.constant(sizes, [sizes.length], 'int64');
    const pixels = columnsUnderWindows(context, x!, channels, attributes);
    const left = context.emit('Reshape', [pixels, shape(rows, groups, windowSize, height * width)]);
    const right = context.emit('Reshape', [dy!, shape(rows, groups, filters / groups, height * width)]);
    const sizes = [rows, groups, windowSize, height * width, filters / groups] as const;
    // A product for each row and their sum do not move the pixels, the larger operand by far. Where a product is larger than
    // the pixels that it is made of, they are brought together for a single one.
    const product =
      filters / groups <= height * width
        ? context.emit('ReduceSum', [timesTransposed(context, left, right, 4), shape(0)], { keepdims: 0 })
        : productOfAllRows(context, [left, right], sizes);
    const kernels = context.emit('Transpose', [product], { perm: [0, 2, 1] });
    return context.emit('Reshape', [kernels, shape(...outputs[0]!.shape)]);
  },
});

const windows = ({ stride, padding, groups }: Conv2dSettings) => ({
  strides: stride,
  pads: padding,
  group: groups,
});

/** [rows, channels * kernel height * kernel width, height, width]: a convolution whose kernels each pick one pixel. */
function columnsUnderWindows(
  context: FormContext,
  x: string,
  channels: number,
  settings: Conv2dSettings & { readonly kernel: readonly [number, number] },
): string {
  const [height, width] = settings.kernel;
  const window = height * width;
  const picks = Array.from({ length: channels * window * window }, (_, at) =>
    at % window === Math.floor(at / window) % window ? 1 : 0,
  );
  const kernels = context.constant(picks, [channels * window, 1, height, width]);
  return context.emit('Conv', [x, kernels], {
    ...windows(settings),
    group: channels,
    kernel_shape: settings.kernel,
  });
}

/** Pixels [rows, groups, window, places] times cotangents [rows, groups, filters, places], over all rows: [groups, window, filters]. */
function productOfAllRows(
  context: FormContext,
  [pixels, dy]: readonly [string, string],
  [rows, groups, window, places, filters]: readonly [number, number, number, number, number],
): string {
  const list = (...sizes: number[]) => context.constant(sizes, [sizes.length], 'int64');
  const tall = context.emit('Transpose', [pixels], { perm: [1, 2, 0, 3] });
  const wide = context.emit('Transpose', [dy], { perm: [1, 0, 3, 2] });
  return context.emit('MatMul', [
    context.emit('Reshape', [tall, list(groups, window, rows * places)]),
    context.emit('Reshape', [wide, list(groups, rows * places, filters)]),
  ]);
}
