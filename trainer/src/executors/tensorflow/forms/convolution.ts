/** Forms of convolution and its gradients. TensorFlow's kernels for the processor want the channels last. */
import type { Shape } from '../../../../../graph';
import type { conv2dOps, Conv2dSettings } from '../../../../../graph/ops/conv2d';
import type { Size } from '../../../../../graph/ops/windows';
import type { FormContext, Forms } from '../form';
import { transpose } from './layout';
import { typed, typeOf } from './types';

export const convolutionForms: Forms<keyof typeof conv2dOps> = {
  conv2d(context, [x, weight], { attributes, inputs: [images, kernels] }) {
    const settings = windowsOf(attributes, sizeOfImages(images!.shape), sizeOfImages(kernels!.shape));
    const y = inGroups(context, attributes.groups, {
      parts: [channelsLast(context, x!), kernelsLast(context, weight!)],
      join: 3,
      one: (image, kernel) => context.emit('Conv2D', [image, kernel], settings),
    });
    return channelsFirst(context, y);
  },

  conv2dInputGradient(context, [dy, weight], { attributes, inputs: [, kernels], outputs: [dx] }) {
    const settings = windowsOf(attributes, attributes.size, sizeOfImages(kernels!.shape));
    const [rows, channels] = dx!.shape as [number, number];
    const size = context.list([rows, ...attributes.size, channels / attributes.groups]);
    const images = inGroups(context, attributes.groups, {
      parts: [channelsLast(context, dy!), kernelsLast(context, weight!)],
      join: 3,
      one: (cotangent, kernel) => context.emit('Conv2DBackpropInput', [size, kernel, cotangent], settings),
    });
    return channelsFirst(context, images);
  },

  conv2dWeightGradient(context, [x, dy], { attributes, inputs: [images], outputs: [dw] }) {
    const { groups, kernel } = attributes;
    const settings = windowsOf(attributes, sizeOfImages(images!.shape), kernel);
    const [filters, perGroup] = dw!.shape as [number, number];
    const size = context.list([...kernel, perGroup, filters / groups]);
    const kernels = inGroups(context, groups, {
      parts: [channelsLast(context, x!), channelsLast(context, dy!)],
      join: 3,
      one: (image, cotangent) => context.emit('Conv2DBackpropFilter', [image, size, cotangent], settings),
    });
    return transpose(context, kernels, [3, 2, 0, 1], 'float32');
  },
};

export const channelsLast = (context: FormContext, x: string) =>
  transpose(context, x, [0, 2, 3, 1], 'float32');
export const channelsFirst = (context: FormContext, x: string) =>
  transpose(context, x, [0, 3, 1, 2], 'float32');
const kernelsLast = (context: FormContext, weight: string) =>
  transpose(context, weight, [2, 3, 1, 0], 'float32');

const sizeOfImages = (shape: Shape): Size => [shape[2]!, shape[3]!];

interface Grouped {
  /** Cut along their last axis, one piece for each group. */
  readonly parts: readonly [string, string];
  /** The axis along which the results of the groups are put together. */
  readonly join: number;
  one(first: string, second: string): string;
}

/** TensorFlow's kernels for the processor know no groups: each is a convolution of its own. */
function inGroups(context: FormContext, groups: number, { parts, join, one }: Grouped): string {
  if (groups === 1) return one(...parts);
  const axis = context.constant([3], [], 'int32');
  const [first, second] = parts.map((part) =>
    context.emit('Split', [axis, part], { ...typed('float32'), num_split: groups }),
  ) as [string, string];
  const results = Array.from({ length: groups }, (_, at) => one(`${first}:${at}`, `${second}:${at}`));
  return context.emit('ConcatV2', [...results, context.constant([join], [], 'int32')], {
    ...typed('float32'),
    Tidx: typeOf('int32'),
    N: groups,
  });
}

/** TensorFlow's names for the common paddings have faster kernels than paddings in numbers. */
function windowsOf({ stride, padding }: Conv2dSettings, size: Size, kernel: Size) {
  const strides = [1, ...stride, 1];
  const common = { ...typed('float32'), strides, data_format: 'NHWC' };
  if (padding.every((amount) => amount === 0)) return { ...common, padding: 'VALID' };
  const isSame = [0, 1].every((axis) => {
    const covered = (Math.ceil(size[axis]! / stride[axis]!) - 1) * stride[axis]! + kernel[axis]!;
    const total = Math.max(covered - size[axis]!, 0);
    return padding[axis] === Math.floor(total / 2) && padding[axis + 2] === total - Math.floor(total / 2);
  });
  if (isSame) return { ...common, padding: 'SAME' };
  const [top, left, bottom, right] = padding;
  return { ...common, padding: 'EXPLICIT', explicit_paddings: [0, 0, top, bottom, left, right, 0, 0] };
}
