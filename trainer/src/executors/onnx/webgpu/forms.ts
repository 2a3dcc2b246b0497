/**
 * Forms for WebGPU, where its kernels differ from those of the processor: what has no kernel there is said in ops that
 * have one, so that numbers stay on the device, and what its kernels of version 1.30 compute wrongly is said otherwise.
 */
import {
  sizeOf,
  type Padding,
  type Pool2dSettings,
  type Shape,
  type Size,
  type Tensor,
} from '../../../../../graph';
import type { FormContext } from '../form';
import { forms, type FormTable } from '../forms';

export const createWebgpuForms = (processor: ProcessorNodes): FormTable => ({
  ...forms,
  // There is no kernel for these three.
  logSoftmax(context, [x], { attributes: { axis } }) {
    const axes = context.constant([axis], [1], 'int64');
    const largest = context.emit('ReduceMax', [x!, axes], { keepdims: 1 });
    const centred = context.emit('Sub', [x!, largest]);
    const total = context.emit('ReduceSum', [context.emit('Exp', [centred]), axes], { keepdims: 1 });
    return context.emit('Sub', [centred, context.emit('Log', [total])]);
  },
  sign(context, inputs, node) {
    if (node.outputs[0]!.dtype !== 'float32') return forms.sign(context, inputs, node);
    const zero = context.constant([0]);
    const [above, below] = ['Greater', 'Less'].map((opType) =>
      context.emit('Cast', [context.emit(opType, [inputs[0]!, zero])], { to: 1 }),
    );
    return context.emit('Sub', [above!, below!]);
  },
  or(context, inputs) {
    const neither = context.emit(
      'And',
      inputs.map((x) => context.emit('Not', [x])),
    );
    return context.emit('Not', [neither]);
  },
  // The kernel fails where one side is stretched along its last axis.
  power(context, inputs, { inputs: sides, outputs: [y] }) {
    const whole = inputs.map((x, at) =>
      sides[at]!.shape.length === 0 || sameShape(sides[at]!.shape, y!.shape)
        ? x
        : context.emit('Expand', [x, context.shape(y!)]),
    );
    return context.emit('Pow', whole);
  },
  // The kernel takes filters four at a time, and the wrong channels where four of them belong to two groups.
  conv2d(context, [x, weight], node) {
    const { groups } = node.attributes;
    const [filters, ...kernel] = node.inputs[1]!.shape as [number, ...number[]];
    const each = filters / groups;
    if (groups === 1 || each <= 4 || each % 4 === 0) return forms.conv2d(context, [x!, weight!], node);
    const filled = Math.ceil(each / 4) * 4;
    const padded = padAxis(context, weight!, [groups, each, ...kernel], 1, filled);
    const filledWeight = reshape(context, padded, [groups * filled, ...kernel]);
    const [rows, , height, width] = node.outputs[0]!.shape as [number, number, number, number];
    const { stride, padding } = node.attributes;
    const settings = { strides: stride, pads: padding, group: groups, kernel_shape: kernel.slice(1) };
    const y = context.emit('Conv', [x!, filledWeight], settings);
    const kept = firstOf(context, reshape(context, y, [rows, groups, filled, height * width]), 2, each);
    return reshape(context, kept, node.outputs[0]!.shape);
  },
  // The same with groups of one channel; with two channels, one of them of zeros, it is right.
  conv2dInputGradient(context, [dy, weight], node) {
    const { groups } = node.attributes;
    const [filters, channels, ...kernel] = node.inputs[1]!.shape as [number, number, ...number[]];
    if (channels !== 1 || filters === groups) return forms.conv2dInputGradient(context, [dy!, weight!], node);
    const padded = padAxis(context, weight!, [filters, channels, ...kernel], 1, 2);
    const dx = forms.conv2dInputGradient(context, [dy!, padded], node) as string;
    const [rows, , height, width] = node.outputs[0]!.shape as [number, number, number, number];
    const kept = firstOf(context, reshape(context, dx, [rows, groups, 2, height * width]), 2, 1);
    return reshape(context, kept, node.outputs[0]!.shape);
  },
  // Grouped convolution, which picks pixels on the processor, is one of those that are wrong.
  conv2dWeightGradient(context, [x, dy], { attributes, inputs, outputs }) {
    const { groups, kernel } = attributes;
    const [rows, channels] = inputs[0]!.shape as [number, number];
    const [, filters, height, width] = inputs[1]!.shape as [number, number, number, number];
    const [places, each] = [height * width, filters / groups];
    const window = (channels / groups) * kernel[0] * kernel[1];
    const pixels = reshape(
      context,
      pixelsUnderWindows(context, x!, inputs[0]!, inputs[1]!.shape, attributes, 0),
      [rows, groups, window, places],
    );
    const left = context.emit('Transpose', [pixels], { perm: [1, 2, 0, 3] });
    const right = context.emit('Transpose', [reshape(context, dy!, [rows, groups, each, places])], {
      perm: [1, 0, 3, 2],
    });
    const product = context.emit('MatMul', [
      reshape(context, left, [groups, window, rows * places]),
      reshape(context, right, [groups, rows * places, each]),
    ]);
    return reshape(context, context.emit('Transpose', [product], { perm: [0, 2, 1] }), outputs[0]!.shape);
  },
  // Its kernels add in whatever order threads arrive, which changes last digits from run to run. Where numbers can meet, the
  // processor adds them.
  scatterAdd(context, [indices, updates], node) {
    if (!canMeet(node.inputs[0]!)) return forms.scatterAdd(context, [indices!, updates!], node);
    const emit: FormContext['emit'] = (...its) => processor.add(context.emit(...its));
    const whole = emit('Cast', [indices!], { to: 7 });
    const places = emit('Reshape', [whole, context.constant([-1, 1], [2], 'int64')]);
    const zeros = context.constant([0], node.outputs[0]!.shape);
    return emit('ScatterND', [zeros, places, updates!], { reduction: 'add' });
  },
  // As above: where windows overlap, numbers can meet.
  unpool2d(context, [dy, indices], { attributes: { kernel, stride }, outputs }) {
    const meets = kernel.some((size, axis) => size > stride[axis]!);
    const emit: FormContext['emit'] = (...its) =>
      meets ? processor.add(context.emit(...its)) : context.emit(...its);
    const zeros = context.constant([0], [sizeOf(outputs[0]!.shape)]);
    const flat = reshape(context, indices!, [-1]);
    const places = meets ? emit('Cast', [flat], { to: 7 }) : flat;
    const placed = emit('ScatterElements', [zeros, places, reshape(context, dy!, [-1])], {
      axis: 0,
      reduction: 'add',
    });
    return reshape(context, placed, outputs[0]!.shape);
  },
  // The kernel does not say where the largest elements stand.
  maxPool2d(context, [x], node) {
    const [y, indices] = node.outputs as [Tensor, Tensor];
    if (context.isUsed(indices)) return largestPixels(context, x!, node.inputs[0]!, y, node.attributes);
    return forms.maxPool2d(context, [x!], node);
  },
});

/** Names of nodes that are left to the processor although there is a kernel for them. */
export class ProcessorNodes {
  readonly #names: string[] = [];

  /** For the provider, which does not take an empty list. */
  get option(): { readonly forceCpuNodeNames?: readonly string[] } {
    return this.#names.length > 0 ? { forceCpuNodeNames: this.#names } : {};
  }

  /** Answers the name. */
  add(name: string): string {
    this.#names.push(name);
    return name;
  }
}

/** Whether two of the indices can be equal. Those of a pooling whose windows lie apart cannot. */
function canMeet({ node }: Tensor): boolean {
  if (node.op === 'reshape') return canMeet(node.inputs[0]!);
  if (node.op !== 'maxPool2d') return true;
  const { kernel, stride } = node.attributes as Pool2dSettings;
  return kernel.some((size, axis) => size > stride[axis]!);
}

/** Says a max pooling by looking at all pixels of all windows; answers the largest ones and where they stand. */
function largestPixels(
  context: FormContext,
  x: string,
  image: Tensor,
  y: Tensor,
  settings: Pool2dSettings,
): readonly [largest: string, indices: string] {
  const [rows, channels, height, width] = image.shape as [number, number, number, number];
  const [planes, inWindow] = [rows * channels, sizeOf(settings.kernel)];
  const places = sizeOf(y.shape) / planes;
  const pixels = reshape(context, pixelsUnderWindows(context, x, image, y.shape, settings, lowest), [
    planes,
    inWindow,
    places,
  ]);
  const axis = context.constant([1], [1], 'int64');
  const largest = context.emit('ReduceMax', [pixels, axis], { keepdims: 1 });
  // Of equal pixels the first counts: among the places of the largest ones, the lowest. The numbers of places are exact
  // in float32 within an image; the numbers of images are put before them as whole numbers.
  const numbers = pixelNumbers(y.shape, settings, ({ row, column }) =>
    row < 0 || row >= height || column < 0 || column >= width ? outside : row * width + column,
  );
  const standing = context.emit('Where', [
    context.emit('Equal', [pixels, largest]),
    context.constant(numbers, [1, inWindow, places]),
    context.constant([outside]),
  ]);
  const first = context.emit('ReduceMin', [standing, axis], { keepdims: 0 });
  const int32 = (name: string) => context.emit('Cast', [name], { to: 6 });
  const before = context.emit('Mul', [
    int32(context.constant(count(planes), [planes, 1])),
    int32(context.constant([height * width])),
  ]);
  // Left at 32 bits, for which there are kernels; they only ever say where to scatter.
  const indices = context.emit('Add', [int32(first), before]);
  return [reshape(context, largest, y.shape), reshape(context, indices, y.shape)];
}

/** Stands for no place: larger than the number of any pixel. */
const outside = 2 ** 24;

/** Less than any pixel. */
const lowest = -3.4e38;

interface Windows {
  readonly kernel: Size;
  readonly stride: Size;
  readonly padding: Padding;
}

/** [rows * channels, kernel height * kernel width * windows]: one lookup by the pixels' numbers in the padded image. */
function pixelsUnderWindows(
  context: FormContext,
  x: string,
  { shape }: Tensor,
  windows: Shape,
  settings: Windows,
  filler: number,
): string {
  const [rows, channels, height, width] = shape as [number, number, number, number];
  const [top, left, bottom, right] = settings.padding;
  const [down, across] = [height + top + bottom, width + left + right];
  const pads = context.constant([0, 0, top, left, 0, 0, bottom, right], [8], 'int64');
  const isPadded = settings.padding.some((amount) => amount > 0);
  const padded = isPadded ? context.emit('Pad', [x, pads, context.constant([filler])]) : x;
  const numbers = pixelNumbers(windows, settings, (at) => (at.row + top) * across + at.column + left);
  const images = reshape(context, padded, [rows * channels, down * across]);
  return context.emit('Gather', [images, context.constant(numbers, [numbers.length], 'int64')], { axis: 1 });
}

/** A number for every place of the kernel and every window, by the pixel that lies there; one of the padding lies outside. */
function pixelNumbers(
  [, , height, width]: Shape,
  { kernel, stride, padding }: Windows,
  numberOf: (pixel: { readonly row: number; readonly column: number }) => number,
): number[] {
  return count(kernel[0]).flatMap((i) =>
    count(kernel[1]).flatMap((j) =>
      count(height!).flatMap((down) =>
        count(width!).map((across) =>
          numberOf({ row: down * stride[0] + i - padding[0], column: across * stride[1] + j - padding[1] }),
        ),
      ),
    ),
  );
}

const count = (size: number) => Array.from({ length: size }, (_, at) => at);

function reshape(context: FormContext, x: string, shape: Shape): string {
  return context.emit('Reshape', [x, context.constant(shape, [shape.length], 'int64')]);
}

/** `x` as `shape`, with zeros after the elements of `axis` up to `size`. */
function padAxis(context: FormContext, x: string, shape: Shape, axis: number, size: number): string {
  const zeros = shape.map(() => 0);
  const pads = [...zeros, ...zeros.with(axis, size - shape[axis]!)];
  return context.emit('Pad', [reshape(context, x, shape), context.constant(pads, [pads.length], 'int64')]);
}

function firstOf(context: FormContext, x: string, axis: number, count: number): string {
  const bounds = [0, count, axis].map((bound) => context.constant([bound], [1], 'int64'));
  return context.emit('Slice', [x, ...bounds]);
}

const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);
