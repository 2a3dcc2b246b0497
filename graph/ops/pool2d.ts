/** Pooling of images: the largest element or the mean of each window. */
import { applyOp, defineOp } from '../op';
import { GraphError, sizeOf, type Shape, type Tensor } from '../tensor';
import { add } from './arithmetic';
import { requireDType, requireRank, sameShape } from './shapes';
import { relu, sigmoid, tanh } from './unary';
import { windowsAlong, type Padding, type Size } from './windows';

export type Pool2dSettings = { readonly kernel: Size; readonly stride: Size; readonly padding: Padding };
/** `size` is that of the images that were pooled. */
export type Unpool2dAttributes = Pool2dSettings & { readonly size: Size };

export const pool2dOps = {
  /** Two outputs: the largest elements, and where each stands in the flattened images (int64). */
  maxPool2d: defineOp<Pool2dSettings>({
    infer([x], settings) {
      const shape = pooledShape('maxPool2d', x!, settings);
      return [
        { shape, dtype: 'float32' },
        { shape, dtype: 'int64' },
      ];
    },
  }),
  /** Windows may overlap and elements may tie: what is added up at the recorded places is exact in both cases. */
  unpool2d: defineOp<Unpool2dAttributes>({
    infer(inputs, { size }) {
      const [dy, indices] = inputs as [Tensor, Tensor];
      requireDType('unpool2d', dy, 'float32');
      requireDType('unpool2d', indices, 'int64');
      requireRank('unpool2d', dy, 4);
      return [{ shape: [...dy.shape.slice(0, 2), ...size], dtype: 'float32' }];
    },
  }),
  averagePool2d: defineOp<Pool2dSettings>({
    infer: ([x], settings) => [{ shape: pooledShape('averagePool2d', x!, settings), dtype: 'float32' }],
  }),
};

/**
 * The largest element of each window; of equal ones the first has the gradient. Padding never wins. What keeps the order of
 * numbers is done after pooling, to the same values, because fewer are left.
 */
export function maxPool2d(x: Tensor, settings: Pool2dSettings): Tensor {
  const { op, inputs } = x.node;
  if (Object.hasOwn(increasing, op)) {
    return increasing[op as keyof typeof increasing](maxPool2d(inputs[0]!, settings));
  }
  const [images, shift] = inputs;
  if (op === 'add' && sameShape(images!.shape, x.shape) && sizeOf(shift!.shape.slice(-2)) === 1) {
    return add(maxPool2d(images!, settings), shift!);
  }
  return applyOp('maxPool2d', pool2dOps.maxPool2d, [x], { ...settings })[0];
}

/** Functions that never turn a smaller number into the larger one. */
const increasing = { relu, sigmoid, tanh } as const;

/** Images of `size` with each number of `dy` at the place in the flattened images that `indices` has for it, and zeros. */
export function unpool2d(
  dy: Tensor,
  indices: Tensor,
  size: Size,
  { kernel, stride, padding }: Pool2dSettings,
): Tensor {
  return applyOp('unpool2d', pool2dOps.unpool2d, [dy, indices], { kernel, stride, padding, size })[0];
}

/** The mean of each window over the elements of the image in it; padding is not counted. */
export function averagePool2d(x: Tensor, settings: Pool2dSettings): Tensor {
  return applyOp('averagePool2d', pool2dOps.averagePool2d, [x], { ...settings })[0];
}

function pooledShape(op: string, x: Tensor, { kernel, stride, padding }: Pool2dSettings): Shape {
  requireDType(op, x, 'float32');
  requireRank(op, x, 4);
  const [rows, channels, height, width] = x.shape as [number, number, number, number];
  if (padding.some((amount, side) => amount >= kernel[side % 2]!)) {
    throw new GraphError(op, 'padding as large as the window leaves windows without an element');
  }
  const outHeight = windowsAlong(op, height, kernel[0], stride[0], padding[0], padding[2]);
  const outWidth = windowsAlong(op, width, kernel[1], stride[1], padding[1], padding[3]);
  return [rows, channels, outHeight, outWidth];
}
