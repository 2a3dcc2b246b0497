/**
 * The form of a step, 1 where numbers are greater than 0 and 0 elsewhere, for the runtime's kernels on the processor: one pass instead of a
 * comparison and its conversion. It is what a `relu` leaves its gradient.
 */
import type { Tensor } from '../../../../../graph';
import type { FormContext, Forms } from '../form';

/** The steepest slope that a float32 can say: with it, every number that is not closer to 0 than any normal one is 1 or more. */
const steepest = 3.4028234663852886e38;

export const createStepForms = (plain: Forms<'cast'>): Forms<'cast'> => ({
  cast(context, names, node) {
    const numbers = steppedBy(node.outputs[0]!);
    return numbers ? step(context, context.nameOf(numbers)) : plain.cast(context, names, node);
  },
});

/** The numbers whose step a tensor is. */
export function steppedBy({ node: { op, inputs }, dtype }: Tensor): Tensor | undefined {
  const [compared] = inputs;
  if (op !== 'cast' || dtype !== 'float32' || compared?.node.op !== 'greater') return undefined;
  const [numbers, bound] = compared.node.inputs as [Tensor, Tensor];
  const isZero =
    bound.node.op === 'constant' &&
    [...(bound.node.attributes['values'] as Float32Array)].every((value) => value === 0);
  return isZero && numbers.shape.join() === compared.shape.join() ? numbers : undefined;
}

/** min(max(slope x, 0), 1). */
export const step = (context: FormContext, numbers: string): string =>
  context.emit('HardSigmoid', [numbers], { alpha: { float: steepest }, beta: { float: 0 } });
