/** Forms of the ops that bring an axis down to one number, and of the softmax family. */
import type { reductionOps } from '../../../../../graph/ops/reductions';
import type { softmaxOps } from '../../../../../graph/ops/softmax';
import type { Form, Forms } from '../form';

export const reductionForms: Forms<keyof typeof reductionOps | keyof typeof softmaxOps> = {
  sum: reduction('ReduceSum'),
  mean: reduction('ReduceMean'),
  max: reduction('ReduceMax'),
  min: reduction('ReduceMin'),
  argMax: (context, inputs, { attributes }) =>
    context.emit('ArgMax', inputs, { axis: attributes.axis, keepdims: 0 }),
  softmax: (context, inputs, { attributes }) => context.emit('Softmax', inputs, { axis: attributes.axis }),
  logSoftmax: (context, inputs, { attributes }) =>
    context.emit('LogSoftmax', inputs, { axis: attributes.axis }),
};

function reduction(opType: string): Form<'sum' | 'mean' | 'max' | 'min'> {
  return (context, [x], { attributes: { axes, keep } }) =>
    context.emit(opType, [x!, context.constant(axes, [axes.length], 'int64')], { keepdims: keep ? 1 : 0 });
}
