/**
 * Convolution of images, and its two gradients. All three are linear in both operands, so that each is a gradient of
 * the others. As usual in this field, "convolution" is a cross-correlation: kernels are not flipped.
 */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Tensor } from '../tensor';
import { requireDType, requireRank } from './shapes';
import { windowsAlong, type Padding, type Size } from './windows';

export type Conv2dSettings = {
  readonly stride: Size;
  readonly padding: Padding;
  /** The channels are convolved in this many groups on their own. */
  readonly groups: number;
};
/** `size` is that of the images whose cotangent is made. */
export type Conv2dInputGradientAttributes = Conv2dSettings & { readonly size: Size };
/** `kernel` is the size of the kernels whose cotangent is made. */
export type Conv2dWeightGradientAttributes = Conv2dSettings & { readonly kernel: Size };

export const conv2dOps = {
  conv2d: defineOp<Conv2dSettings>({
    infer(inputs, { stride, padding, groups }) {
      const [x, weight] = imagesOf('conv2d', inputs);
      const [rows, channels, height, width] = x.shape as [number, number, number, number];
      const [filters, perGroup, kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
      if (channels !== perGroup * groups || filters % groups !== 0) {
        const shapes = `${showShape(x.shape)} and kernels ${showShape(weight.shape)}`;
        throw new GraphError('conv2d', `images ${shapes} do not fit in ${groups} groups`);
      }
      const outHeight = windowsAlong('conv2d', height, kernelHeight, stride[0], padding[0], padding[2]);
      const outWidth = windowsAlong('conv2d', width, kernelWidth, stride[1], padding[1], padding[3]);
      return [{ shape: [rows, filters, outHeight, outWidth], dtype: 'float32' }];
    },
  }),
  conv2dInputGradient: defineOp<Conv2dInputGradientAttributes>({
    infer(inputs, { groups, size }) {
      const [dy, weight] = imagesOf('conv2dInputGradient', inputs);
      return [{ shape: [dy.shape[0]!, weight.shape[1]! * groups, ...size], dtype: 'float32' }];
    },
  }),
  conv2dWeightGradient: defineOp<Conv2dWeightGradientAttributes>({
    infer(inputs, { groups, kernel }) {
      const [x, dy] = imagesOf('conv2dWeightGradient', inputs);
      return [{ shape: [dy.shape[1]!, x.shape[1]! / groups, ...kernel], dtype: 'float32' }];
    },
  }),
};

/** Images [rows, channels, height, width] under kernels [filters, channels / groups, height, width]. */
export function conv2d(x: Tensor, weight: Tensor, settings: Conv2dSettings): Tensor {
  return applyOp('conv2d', conv2dOps.conv2d, [x, weight], { ...settings })[0];
}

/** The cotangent of the images of a convolution, given that of its result and the kernels. */
export function conv2dInputGradient(
  dy: Tensor,
  weight: Tensor,
  size: Size,
  settings: Conv2dSettings,
): Tensor {
  return applyOp('conv2dInputGradient', conv2dOps.conv2dInputGradient, [dy, weight], {
    ...settings,
    size,
  })[0];
}

/** The cotangent of the kernels of a convolution, given the images and the cotangent of its result. */
export function conv2dWeightGradient(x: Tensor, dy: Tensor, kernel: Size, settings: Conv2dSettings): Tensor {
  return applyOp('conv2dWeightGradient', conv2dOps.conv2dWeightGradient, [x, dy], { ...settings, kernel })[0];
}

function imagesOf(op: string, inputs: readonly Tensor[]): readonly [Tensor, Tensor] {
  for (const input of inputs) {
    requireDType(op, input, 'float32');
    requireRank(op, input, 4);
  }
  return inputs as [Tensor, Tensor];
}
