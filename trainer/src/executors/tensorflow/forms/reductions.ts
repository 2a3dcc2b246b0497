/** Forms of the ops that bring an axis down to one number, and of the softmax family. */
import type { reductionOps } from '../../../../../graph/ops/reductions';
import type { softmaxOps } from '../../../../../graph/ops/softmax';
import type { Form, Forms } from '../form';
import { transpose } from './layout';
import { typed, typeOf } from './types';

export const reductionForms: Forms<keyof typeof reductionOps | keyof typeof softmaxOps> = {
  sum: reduction('Sum'),
  mean: reduction('Mean'),
  max: reduction('Max'),
  min: reduction('Min'),
  argMax: (context, [x], { attributes: { axis } }) =>
    context.emit('ArgMax', [x!, context.constant([axis], [], 'int32')], {
      ...typed('float32'),
      output_type: typeOf('int64'),
    }),
  softmax: alongLastAxis('Softmax'),
  logSoftmax: alongLastAxis('LogSoftmax'),
};

function reduction(op: string): Form<'sum' | 'mean' | 'max' | 'min'> {
  return (context, [x], { outputs: [y], attributes: { axes, keep } }) =>
    context.emit(op, [x!, context.list(axes)], { ...typed(y!.dtype), keep_dims: keep });
}

/** Another axis trades places with the last one. */
function alongLastAxis(op: string): Form<'softmax' | 'logSoftmax'> {
  return (context, [x], { outputs: [y], attributes: { axis } }) => {
    const last = y!.shape.length - 1;
    if (axis === last) return context.emit(op, [x!], typed('float32'));
    const swap = y!.shape.map((_, at) => (at === axis ? last : at === last ? axis : at));
    const turned = transpose(context, x!, swap, 'float32');
    return transpose(context, context.emit(op, [turned], typed('float32')), swap, 'float32');
  };
}
