/** Forms of the ops that give numbers another place or shape. */
import type { Shape } from '../../../../../graph';
import type { broadcastOps } from '../../../../../graph/ops/broadcast';
import type { indexingOps } from '../../../../../graph/ops/indexing';
import type { joiningOps } from '../../../../../graph/ops/joining';
import type { layoutOps } from '../../../../../graph/ops/layout';
import type { reverseOps } from '../../../../../graph/ops/reverse';
import type { FormContext, Forms } from '../form';
import type { TensorFlowType } from '../graph-writer';
import { typed, typeOf } from './types';

type Layout =
  | keyof typeof broadcastOps
  | keyof typeof indexingOps
  | keyof typeof joiningOps
  | keyof typeof layoutOps
  | keyof typeof reverseOps;

export const layoutForms: Forms<Layout> = {
  reshape: (context, [x], { outputs: [y] }) => reshape(context, x!, y!.shape, y!.dtype),
  transpose: (context, [x], { outputs: [y], attributes }) =>
    transpose(context, x!, attributes.permutation, y!.dtype),
  broadcastTo: (context, [x], { outputs: [y] }) =>
    context.emit('BroadcastTo', [x!, context.list(y!.shape)], typed(y!.dtype)),
  concat: (context, inputs, { outputs: [y], attributes }) =>
    context.emit('ConcatV2', [...inputs, context.constant([attributes.axis], [], 'int32')], {
      ...typed(y!.dtype),
      N: inputs.length,
    }),
  slice(context, [x], { outputs: [y], attributes: { axis, start } }) {
    const starts = y!.shape.map((_, at) => (at === axis ? start : 0));
    const bounds = [context.list(starts), context.list(y!.shape)];
    return context.emit('Slice', [x!, ...bounds], { ...typed(y!.dtype), Index: typeOf('int32') });
  },
  pad(context, [x], { outputs: [y], attributes: { axis, before, after } }) {
    const amounts = y!.shape.flatMap((_, at) => (at === axis ? [before, after] : [0, 0]));
    const paddings = context.constant(amounts, [y!.shape.length, 2], 'int32');
    return context.emit('Pad', [x!, paddings], typed(y!.dtype));
  },
  split(context, [x], { inputs: [whole], attributes: { axis, sizes } }) {
    const places = [context.list(sizes), context.constant([axis], [], 'int32')];
    const parts = context.emit('SplitV', [x!, ...places], {
      ...typed(whole!.dtype),
      Tlen: typeOf('int32'),
      num_split: sizes.length,
    });
    return sizes.map((_, at) => `${parts}:${at}`);
  },
  reverse(context, [x, lengths], { outputs: [y] }) {
    if (lengths === undefined) {
      return context.emit('ReverseV2', [x!, context.list([1])], {
        ...typed(y!.dtype),
        Tidx: typeOf('int32'),
      });
    }
    return context.emit('ReverseSequence', [x!, lengths], {
      ...typed(y!.dtype),
      Tlen: typeOf('int64'),
      seq_dim: 1,
      batch_dim: 0,
    });
  },
  gather: (context, [x, indices], { outputs: [y], attributes: { axis } }) =>
    context.emit('GatherV2', [x!, indices!, context.constant([axis], [], 'int32')], {
      Tparams: typeOf(y!.dtype),
      Tindices: typeOf('int64'),
      Taxis: typeOf('int32'),
    }),
  scatterAdd: (context, [indices, updates], { inputs: [numbers], outputs: [y] }) =>
    context.emit(
      'ScatterNd',
      [
        reshape(context, indices!, [numbers!.shape[0]!, 1], 'int64'),
        updates!,
        context.constant(y!.shape, [y!.shape.length], 'int64'),
      ],
      { ...typed('float32'), Tindices: typeOf('int64') },
    ),
};

export function reshape(context: FormContext, x: string, shape: Shape, dtype: TensorFlowType): string {
  return context.emit('Reshape', [x, context.list(shape)], typed(dtype));
}

export function transpose(
  context: FormContext,
  x: string,
  permutation: readonly number[],
  dtype: TensorFlowType,
): string {
  return context.emit('Transpose', [x, context.list(permutation)], typed(dtype));
}
