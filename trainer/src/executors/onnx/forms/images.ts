/** Forms of convolution, its gradients, and pooling. */
import type { conv2dOps, Conv2dSettings } from '../../../../../graph/ops/conv2d';
import type { pool2dOps, Pool2dSettings } from '../../../../../graph/ops/pool2d';
import type { FormContext, Forms } from '../form';

export const imageForms: Forms<keyof typeof conv2dOps | keyof typeof pool2dOps> = {
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
    // One product per group over all windows of all rows: pixels under each window times cotangents. Of the pixels, the
    // larger operand by far, only whole images are moved; the cotangents are turned one axis at a time, which is fast.
    const pixels = columnsUnderWindows(context, x!, channels, attributes);
    const pixelsByGroup = context.emit('Reshape', [pixels, shape(rows, groups, windowSize, height * width)]);
    const left = context.emit('Transpose', [pixelsByGroup], { perm: [1, 2, 0, 3] });
    const dyByGroup = context.emit('Reshape', [dy!, shape(rows, groups, filters / groups, height * width)]);
    const turned = context.emit('Transpose', [dyByGroup], { perm: [0, 1, 3, 2] });
    const right = groups === 1 ? turned : context.emit('Transpose', [turned], { perm: [1, 0, 2, 3] });
    const product = context.emit('MatMul', [
      context.emit('Reshape', [left, shape(groups, windowSize, rows * height * width)]),
      context.emit('Reshape', [right, shape(groups, rows * height * width, filters / groups)]),
    ]);
    const kernels = context.emit('Transpose', [product], { perm: [0, 2, 1] });
    return context.emit('Reshape', [kernels, shape(...outputs[0]!.shape)]);
  },

  maxPool2d(context, inputs, { attributes, outputs: [, indices] }) {
    const settings = { ...windows(attributes), kernel_shape: attributes.kernel };
    // Recording where the largest elements stand costs time, and a prediction does not need it.
    return context.isUsed(indices!)
      ? context.emitMany('MaxPool', inputs, settings, 2)
      : context.emit('MaxPool', inputs, settings);
  },

  averagePool2d: (context, inputs, { attributes }) =>
    context.emit('AveragePool', inputs, {
      ...windows(attributes),
      kernel_shape: attributes.kernel,
      count_include_pad: 0,
    }),
};

function windows({ stride, padding, ...rest }: Conv2dSettings | Pool2dSettings) {
  return { strides: stride, pads: padding, ...('groups' in rest && { group: rest.groups }) };
}

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
