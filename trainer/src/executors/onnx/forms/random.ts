/** The form of `randomUniform`: the counter hash in 64-bit integers, each of which holds 32 bits. */
import { sizeOf } from '../../../../../graph';
import { mixRounds, positionsOf, streamOf } from '../../counter-hash';
import type { FormContext, Forms } from '../form';

const lowBits = 2 ** 32 - 1;

export const randomForms: Forms<'randomUniform'> = {
  randomUniform(context, [counter], { attributes: { key, shape } }) {
    const number = (value: number) => context.constant([value], [], 'int64');
    const mask = (x: string) => context.emit('BitwiseAnd', [x, number(lowBits)]);
    const lanes = context.constant(streamOf(key), [2], 'int64');
    const start = mixBits(context, mask(context.emit('Add', [mask(counter!), lanes])));
    const [first, second] = [0, 1].map((lane) => context.emit('Gather', [start, number(lane)], { axis: 0 }));
    const positions = context.constant(positionsOf(sizeOf(shape)), shape, 'int64');
    const crossed = context.emit('BitwiseXor', [positions, first!]);
    const mixed = mixBits(context, mask(context.emit('Add', [crossed, second!])));
    const upper = context.emit('Div', [mixed, number(2 ** 8)]);
    return context.emit('Mul', [context.emit('Cast', [upper], { to: 1 }), context.constant([2 ** -24])]);
  },
};

/** Shifts to the right are divisions: the numbers are never negative. */
function mixBits(context: FormContext, bits: string): string {
  const number = (value: number) => context.constant([value], [], 'int64');
  const fold = (x: string, shift: number) =>
    context.emit('BitwiseXor', [x, context.emit('Div', [x, number(2 ** shift)])]);
  const [first, second, third] = mixRounds.shifts;
  const scale = (x: string, factor: number) =>
    context.emit('BitwiseAnd', [context.emit('Mul', [x, number(factor)]), number(lowBits)]);
  const once = scale(fold(bits, first), mixRounds.factors[0]);
  return fold(scale(fold(once, second), mixRounds.factors[1]), third);
}
