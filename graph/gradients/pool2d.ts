/** Gradients of pooling. */
import type { GradientRule } from '../gradient-rule';
import { constant, conv2dInputGradient, gather, multiply, reshape, type Pool2dSettings } from '../ops';
import { unpool2d } from '../ops/pool2d';
import { windowsAlong } from '../ops/windows';
import type { Shape } from '../tensor';

const ofMaxPool2d: GradientRule = ({ inputs: [x], outputs: [, indices], attributes }, [dy]) => {
  const [height, width] = x!.shape.slice(2) as [number, number];
  return [dy && unpool2d(dy, indices!, [height, width], attributes as Pool2dSettings)];
};

const ofUnpool2d: GradientRule = ({ inputs: [, indices] }, [dx]) => [
  dx && gather(reshape(dx, [-1]), indices!, 0),
  undefined,
];

const ofAveragePool2d: GradientRule = ({ inputs: [x], attributes }, [dy]) => {
  if (dy === undefined) return [];
  const { kernel, stride, padding } = attributes as Pool2dSettings;
  const [, channels, height, width] = x!.shape as [number, number, number, number];
  // Every element of a window has the same share of its mean: a convolution's gradient under kernels of ones.
  const share = constant(shares(x!.shape, { kernel, stride, padding }), [1, 1, ...dy.shape.slice(2)]);
  const ones = constant(1, [channels, 1, ...kernel]);
  const settings = { stride, padding, groups: channels };
  return [conv2dInputGradient(multiply(dy, share), ones, [height, width], settings)];
};

export const pool2dGradients = {
  maxPool2d: ofMaxPool2d,
  unpool2d: ofUnpool2d,
  averagePool2d: ofAveragePool2d,
};

/** One over the number of image elements in each window, row-major. */
function shares(shape: Shape, { kernel, stride, padding }: Pool2dSettings): number[] {
  const counts = (axis: 0 | 1) => {
    const size = shape[2 + axis]!;
    const windows = windowsAlong(
      'averagePool2d',
      size,
      kernel[axis],
      stride[axis],
      padding[axis],
      padding[axis + 2]!,
    );
    return Array.from({ length: windows }, (_, window) => {
      const start = window * stride[axis] - padding[axis]!;
      return Math.min(start + kernel[axis], size) - Math.max(start, 0);
    });
  };
  const across = counts(1);
  return counts(0).flatMap((down) => across.map((count) => 1 / (down * count)));
}
