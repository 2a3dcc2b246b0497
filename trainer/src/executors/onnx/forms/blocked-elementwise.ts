/** Forms of what is done to images element by element, and of sums over a channel, for images that lie with channels in blocks. */
import { sizeOf, type Shape, type Tensor } from '../../../../../graph';
import type { reductionOps } from '../../../../../graph/ops/reductions';
import type { Form, FormContext, Forms } from '../form';
import { blocked, blockedOf, fromBlocks, listOf, toBlocks } from './channel-blocks';
import type { elementwiseForms } from './elementwise';
import { step, steppedBy } from './steps';

type ElementwiseForms = typeof elementwiseForms;
type SumForm = Pick<Forms<keyof typeof reductionOps>, 'sum'>;

/** What does not lie in blocks, or meets other shapes than numbers for each channel, is said as `plain` says it. */
export const createBlockedElementwiseForms = (
  plain: ElementwiseForms & SumForm,
  block: number,
): ElementwiseForms & SumForm => {
  const staying = Object.fromEntries(
    Object.entries(plain).map(([op, form]) => [op, stayInBlocks(form as Form)]),
  ) as never as ElementwiseForms;
  return {
    ...staying,
    stopGradient: plain.stopGradient,
    add(context, names, node) {
      const shifted = shift(context, node.inputs, {});
      return shifted ?? staying.add(context, names, node);
    },
    relu(context, names, node) {
      const sum = node.inputs[0]!.node;
      const shifted = sum.op === 'add' ? shift(context, sum.inputs, { activation: 'Relu' }) : undefined;
      return shifted ?? staying.relu(context, names, node);
    },
    cast(context, names, node) {
      const numbers = steppedBy(node.outputs[0]!);
      const images = numbers && blockedOf(context, context.nameOf(numbers));
      return images === undefined
        ? staying.cast(context, names, node)
        : fromBlocks(context, step(context, images), numbers!.shape[1]!);
    },
    sum(context, names, node) {
      const images = blockedOf(context, names[0]!);
      const { axes } = node.attributes;
      if (images === undefined || axes.join() !== '0,2,3') return plain.sum(context, names, node);
      const [rows, channels, height, width] = node.inputs[0]!.shape as [number, number, number, number];
      // The sum over rows goes along lines; what is left to sum is small.
      const overRows = context.emit('ReduceSum', [
        context.emit('Reshape', [images, listOf(context, [rows, channels * height * width])]),
        listOf(context, [0]),
      ]);
      const lying = context.emit('Reshape', [
        overRows,
        listOf(context, [channels / block, height * width, block]),
      ]);
      const sums = context.emit('ReduceSum', [lying, listOf(context, [1])], { keepdims: 0 });
      return context.emit('Reshape', [sums, listOf(context, node.outputs[0]!.shape)]);
    },
  };
};

/** The same op on operands in blocks, where one of them lies so already. */
const stayInBlocks =
  (form: Form): Form =>
  (context, names, node) => {
    const [output] = node.outputs as [Tensor];
    const fits = node.inputs.every(({ shape, dtype }, at) =>
      sizeOf(shape) === 1
        ? true
        : isEqual(shape, output.shape) &&
          (dtype === 'float32' || blockedOf(context, names[at]!) !== undefined),
    );
    if (!fits || !names.some((name) => blockedOf(context, name) !== undefined)) {
      return form(context, names, node);
    }
    const operands = names.map((name, at) =>
      sizeOf(node.inputs[at]!.shape) === 1 ? name : toBlocks(context, name),
    );
    const result = form(context, operands, node) as string;
    if (output.dtype === 'float32') return fromBlocks(context, result, output.shape[1]!);
    // The runtime moves nothing but numbers out of blocks: what is no number is made in both layouts.
    const plainly = form(context, names, node) as string;
    context.layouts.set(plainly, { blocked: result });
    return plainly;
  };

/** Images and a number for each channel, added and activated in one pass by a convolution of one pixel for each channel. */
function shift(
  context: FormContext,
  [x, numbers]: readonly Tensor[],
  activation: { readonly activation?: string },
): string | undefined {
  const images = blockedOf(context, context.nameOf(x!));
  const channels = x!.shape[1];
  const fits = numbers!.shape.length === 4 && isEqual(numbers!.shape, [1, channels!, 1, 1]);
  if (images === undefined || !fits) return undefined;
  const ones = context.constant([1], [channels!, 1, 1, 1]);
  const shifts = context.emit('Reshape', [context.nameOf(numbers!), listOf(context, [channels!])]);
  const shifted = context.emit(blocked('Conv'), [images, ones, shifts], {
    kernel_shape: [1, 1],
    group: channels!,
    ...activation,
  });
  return fromBlocks(context, shifted, channels!);
}

const isEqual = (a: Shape, b: Shape): boolean => a.join() === b.join();
