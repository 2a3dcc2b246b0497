/** The form of `randomUniform`: the counter hash in 64-bit integers, of which the lower half counts. */
import { sizeOf } from '../../../../../graph';
import { droppedBits, finalRound, mixRounds, positionsOf, streamOf } from '../../counter-hash';
import type { FormContext, Forms } from '../form';
import { typed, typeOf } from './types';

const lowBits = 2 ** 32 - 1;

export const randomForms: Forms<'randomUniform'> = {
  randomUniform(context, [counter], { attributes: { key, shape } }) {
    const [move, multiple] = streamOf(key).map((lane) =>
      mixBits(context, low(context, 'AddV2', counter!, number(context, lane))),
    ) as [string, string];
    const factor = whole(context, 'BitwiseOr', multiple, number(context, 1));
    const positions = context.constant(Array.from(positionsOf(sizeOf(shape))), shape, 'int64');
    const moved = low(context, 'Mul', low(context, 'AddV2', positions, move), factor);
    const mixed = low(
      context,
      'Mul',
      fold(context, moved, finalRound.shift),
      number(context, finalRound.factor),
    );
    const upper = whole(context, 'RightShift', mixed, number(context, droppedBits));
    const real = context.emit('Cast', [upper], { SrcT: typeOf('int64'), DstT: typeOf('float32') });
    return context.emit('Mul', [real, context.constant([2 ** (droppedBits - 32)])], typed('float32'));
  },
};

function mixBits(context: FormContext, bits: string): string {
  const [first, second, third] = mixRounds.shifts;
  const scale = (x: string, factor: number) => low(context, 'Mul', x, number(context, factor));
  const once = scale(fold(context, bits, first), mixRounds.factors[0]);
  return fold(context, scale(fold(context, once, second), mixRounds.factors[1]), third);
}

const fold = (context: FormContext, x: string, shift: number): string =>
  whole(context, 'BitwiseXor', x, whole(context, 'RightShift', x, number(context, shift)));

/** The lower half of the result, which is the same whether the upper half overflows or not. */
const low = (context: FormContext, op: string, a: string, b: string): string =>
  whole(context, 'BitwiseAnd', whole(context, op, a, b), number(context, lowBits));

const number = (context: FormContext, value: number) => context.constant([value], [], 'int64');

const whole = (context: FormContext, op: string, a: string, b: string) =>
  context.emit(op, [a, b], typed('int64'));
