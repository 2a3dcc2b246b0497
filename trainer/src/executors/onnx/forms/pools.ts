/** Forms of pooling and its gradient. */
import type { pool2dOps, Pool2dSettings } from '../../../../../graph/ops/pool2d';
import type { FormContext, Forms } from '../form';

export const poolForms: Forms<keyof typeof pool2dOps> = {
  maxPool2d(context, [x], { attributes, inputs, outputs: [y, indices] }) {
    // Recording where the largest elements stand costs time, and a prediction does not need it.
    if (!context.isUsed(indices!)) return context.emit('MaxPool', [x!], windows(attributes));
    if (!isSideBySide(attributes)) return context.emitMany('MaxPool', [x!], windows(attributes), 2);
    const largest = context.emit('MaxPool', [x!], windows(attributes));
    return [largest, findPlaces(context, x!, largest, attributes, inputs[0]!.shape, y!.shape)];
  },

  unpool2d(context, [dy, indices], { attributes, outputs }) {
    const size = context.shape(outputs[0]!);
    if (isSideBySide(attributes)) {
      const { kernel, stride } = attributes;
      return context.emit('MaxUnpool', [dy!, indices!, size], { kernel_shape: kernel, strides: stride });
    }
    const list = (x: string) => context.emit('Reshape', [x, context.constant([-1], [1], 'int64')]);
    const zeros = context.constant([0], [outputs[0]!.shape.reduce((product, axis) => product * axis, 1)]);
    const places = [zeros, list(indices!), list(dy!)];
    return context.emit('Reshape', [
      context.emit('ScatterElements', places, { axis: 0, reduction: 'add' }),
      size,
    ]);
  },

  averagePool2d: (context, inputs, { attributes }) =>
    context.emit('AveragePool', inputs, { ...windows(attributes), count_include_pad: 0 }),
};

export const windows = ({ kernel, stride, padding }: Pool2dSettings) => ({
  kernel_shape: kernel,
  strides: stride,
  pads: padding,
});

/** Whether every element is in one window at most, and those of all windows lie side by side. */
export const isSideBySide = ({ kernel, stride, padding }: Pool2dSettings): boolean =>
  kernel.every((size, axis) => size === stride[axis]) && padding.every((amount) => amount === 0);

/**
 * Where the largest element of each window stands in the flattened images, the first of equal ones: int64 in the shape of
 * `largest`. `MaxPool` itself can say so, but takes twenty times as long then. Each element that equals the largest of its
 * window is marked with how many follow it in its image, and the largest mark is looked for.
 */
function findPlaces(
  context: FormContext,
  x: string,
  largest: string,
  settings: Pool2dSettings,
  [rows, channels, height, width]: readonly number[],
  pooled: readonly number[],
): string {
  const [down, across] = [pooled[2]! * settings.kernel[0], pooled[3]! * settings.kernel[1]];
  const list = (sizes: readonly number[]) => context.constant(sizes, [sizes.length], 'int64');
  // What fills no whole window is left out.
  const images =
    down === height && across === width
      ? x
      : context.emit('Slice', [x, list([0, 0]), list([down, across]), list([2, 3])]);
  const stretched = context.emit('Resize', [largest, '', context.constant([1, 1, ...settings.kernel], [4])], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  });
  const isLargest = context.emit('Cast', [context.emit('Equal', [images, stretched])], { to: 1 });
  const last = height! * width! - 1;
  const following = Array.from({ length: down * across }, (_, at) => {
    const [line, column] = [Math.floor(at / across), at % across];
    return last - (line * width! + column);
  });
  const marked = context.emit('Mul', [isLargest, context.constant(following, [1, 1, down, across])]);
  const first = context.emit('Cast', [context.emit('MaxPool', [marked], windows(settings))], { to: 7 });
  const ends = Array.from({ length: rows! * channels! }, (_, image) => image * (last + 1) + last);
  return context.emit('Sub', [context.constant(ends, [rows!, channels!, 1, 1], 'int64'), first]);
}
