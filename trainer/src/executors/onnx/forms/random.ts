/** The form of `randomUniform`: the counter hash, first for the step in 64-bit integers, then for each position in 32 bits. */
import { sizeOf } from '../../../../../graph';
import { droppedBits, finalRound, mixRounds, positionsOf, streamOf } from '../../counter-hash';
import type { FormContext, Forms } from '../form';
import { dataTypes } from '../graph-writer';

const lowBits = 2 ** 32 - 1;

export const randomForms: Forms<'randomUniform'> = {
  randomUniform(context, [counter], { attributes: { key, shape } }) {
    const whole = (value: number) => context.constant([value], [], 'int64');
    const short = (x: string) => context.emit('Cast', [x], { to: dataTypes.uint32 });
    const shortNumber = (value: number) => context.constant([value], [], 'uint32');
    const shifted = (x: string, by: number) =>
      context.emit('BitShift', [x, shortNumber(by)], { direction: 'RIGHT' });

    const lanes = context.constant(streamOf(key), [2], 'int64');
    const start = mixBits(context, lowOf(context, context.emit('Add', [lowOf(context, counter!), lanes])));
    const [move, multiple] = [0, 1].map((lane) => context.emit('Gather', [start, whole(lane)], { axis: 0 }));
    const factor = short(context.emit('BitwiseOr', [multiple!, whole(1)]));

    const positions = context.constant(positionsOf(sizeOf(shape)), shape, 'uint32');
    const moved = context.emit('Mul', [context.emit('Add', [positions, short(move!)]), factor]);
    const folded = context.emit('BitwiseXor', [moved, shifted(moved, finalRound.shift)]);
    const mixed = context.emit('Mul', [folded, shortNumber(finalRound.factor)]);
    const upper = context.emit('Cast', [shifted(mixed, droppedBits)], { to: dataTypes.float32 });
    return context.emit('Mul', [upper, context.constant([2 ** (droppedBits - 32)])]);
  },
};

const lowOf = (context: FormContext, x: string): string =>
  context.emit('BitwiseAnd', [x, context.constant([lowBits], [], 'int64')]);

/** Shifts to the right are divisions: the numbers are never negative. */
function mixBits(context: FormContext, bits: string): string {
  const number = (value: number) => context.constant([value], [], 'int64');
  const fold = (x: string, shift: number) =>
    context.emit('BitwiseXor', [x, context.emit('Div', [x, number(2 ** shift)])]);
  const [first, second, third] = mixRounds.shifts;
  const scale = (x: string, factor: number) => lowOf(context, context.emit('Mul', [x, number(factor)]));
  const once = scale(fold(bits, first), mixRounds.factors[0]);
  return fold(scale(fold(once, second), mixRounds.factors[1]), third);
}
