/** Forms of pooling and its gradient. Windows that reach over the edge are cut out of images that are padded beforehand. */
import { sizeOf, type Shape } from '../../../../../graph';
import type { pool2dOps, Pool2dSettings } from '../../../../../graph/ops/pool2d';
import type { FormContext, Forms } from '../form';
import { channelsFirst, channelsLast } from './convolution';
import { reshape } from './layout';
import { typed, typeOf } from './types';

export const poolForms: Forms<keyof typeof pool2dOps> = {
  maxPool2d(context, [x], { attributes, inputs: [images] }) {
    const padded = pad(context, channelsLast(context, x!), attributes, lowest);
    const largest = context.emit('MaxPool', [padded], { ...typed('float32'), ...windows(attributes) });
    // TensorFlow leaves out what nothing asks for, here the places when there is no gradient.
    const places = context.emit('MaxPoolWithArgmax', [padded], {
      ...typed('float32'),
      ...windows(attributes),
      Targmax: typeOf('int64'),
      include_batch_in_index: true,
    });
    return [channelsFirst(context, largest), placesOf(context, `${places}:1`, images!.shape, attributes)];
  },

  unpool2d(context, [dy, indices], { attributes, inputs: [ofY, ofIndices], outputs: [dx] }) {
    const { op, outputs, inputs } = ofIndices!.node;
    if (op === 'maxPool2d') {
      // Pooling has its own gradient there, which needs the images and not the places.
      const [images, largest] = [inputs[0]!, outputs[0]!].map((tensor) =>
        channelsLast(context, context.nameOf(tensor)),
      ) as [string, string];
      const padded = pad(context, images, attributes, lowest);
      const gradient = context.emit('MaxPoolGrad', [padded, largest, channelsLast(context, dy!)], {
        ...typed('float32'),
        ...windows(attributes),
      });
      return channelsFirst(context, cut(context, gradient, dx!.shape, attributes));
    }
    const count = sizeOf(ofY!.shape);
    const places = reshape(context, indices!, [count, 1], 'int64');
    const size = context.constant([sizeOf(dx!.shape)], [1], 'int64');
    const flat = context.emit('ScatterNd', [places, reshape(context, dy!, [count], 'float32'), size], {
      ...typed('float32'),
      Tindices: typeOf('int64'),
    });
    return reshape(context, flat, dx!.shape, 'float32');
  },

  averagePool2d(context, [x], { attributes, inputs: [images], outputs: [y] }) {
    const padded = pad(context, channelsLast(context, x!), attributes, 0);
    const mean = context.emit('AvgPool', [padded], { ...typed('float32'), ...windows(attributes) });
    const means = channelsFirst(context, mean);
    if (!isPadded(attributes)) return means;
    // Padding does not count: the mean over the whole window is scaled to the pixels of the image in it.
    const [down, across] = [0, 1].map((axis) => scalesAlong(axis, images!.shape, y!.shape, attributes));
    const scales = down!.flatMap((one) => across!.map((other) => one * other));
    const factors = context.constant(scales, [1, 1, ...y!.shape.slice(2)]);
    return context.emit('Mul', [means, factors], typed('float32'));
  },
};

/** The smallest float32: padding never wins. */
const lowest = -3.4028234663852886e38;

const isPadded = ({ padding }: Pool2dSettings) => padding.some((amount) => amount > 0);

const windows = ({ kernel, stride }: Pool2dSettings) => ({
  ksize: [1, ...kernel, 1],
  strides: [1, ...stride, 1],
  padding: 'VALID',
});

/** Channels are last. */
function pad(context: FormContext, x: string, settings: Pool2dSettings, value: number): string {
  if (!isPadded(settings)) return x;
  const [top, left, bottom, right] = settings.padding;
  const amounts = context.constant([0, 0, top, bottom, left, right, 0, 0], [4, 2], 'int32');
  return context.emit('PadV2', [x, amounts, context.constant([value])], typed('float32'));
}

/** Images [rows, channels, height, width] out of padded ones, whose channels are last. */
function cut(context: FormContext, x: string, shape: Shape, settings: Pool2dSettings): string {
  if (!isPadded(settings)) return x;
  const [rows, channels, height, width] = shape as [number, number, number, number];
  const [top, left] = settings.padding;
  const bounds = [context.list([0, top, left, 0]), context.list([rows, height, width, channels])];
  return context.emit('Slice', [x, ...bounds], { ...typed('float32'), Index: typeOf('int32') });
}

/** Places in the flattened images, from those in padded images whose channels are last. */
function placesOf(context: FormContext, places: string, shape: Shape, { padding }: Pool2dSettings): string {
  const [, channels, height, width] = shape as [number, number, number, number];
  const [top, left, bottom, right] = padding;
  const number = (value: number) => context.constant([value], [], 'int64');
  const whole = (op: string, a: string, b: number | string) =>
    context.emit(op, [a, typeof b === 'number' ? number(b) : b], typed('int64'));
  const channel = whole('FloorMod', places, channels);
  const pixel = whole('FloorDiv', places, channels);
  const column = whole('Sub', whole('FloorMod', pixel, left + width + right), left);
  const line = whole('FloorDiv', pixel, left + width + right);
  const inImage = whole('Sub', whole('FloorMod', line, top + height + bottom), top);
  const row = whole('FloorDiv', line, top + height + bottom);
  const image = whole('AddV2', whole('Mul', row, channels), channel);
  const start = whole('Mul', whole('AddV2', whole('Mul', image, height), inImage), width);
  const turned = whole('AddV2', start, column);
  return context.emit('Transpose', [turned, context.list([0, 3, 1, 2])], typed('int64'));
}

/** By how much the mean over a window is too small along an axis, because some of it is padding. */
function scalesAlong(axis: number, from: Shape, to: Shape, { kernel, stride, padding }: Pool2dSettings) {
  return Array.from({ length: to[axis + 2]! }, (_, window) => {
    const start = window * stride[axis]! - padding[axis]!;
    const end = Math.min(start + kernel[axis]!, from[axis + 2]!);
    return kernel[axis]! / (end - Math.max(start, 0));
  });
}
