/** Forms of the ops that give numbers another place or shape. */
import type { broadcastOps } from '../../../../../graph/ops/broadcast';
import type { indexingOps } from '../../../../../graph/ops/indexing';
import type { joiningOps } from '../../../../../graph/ops/joining';
import type { layoutOps } from '../../../../../graph/ops/layout';
import type { reverseOps } from '../../../../../graph/ops/reverse';
import type { Forms } from '../form';

type Layout =
  | keyof typeof broadcastOps
  | keyof typeof indexingOps
  | keyof typeof joiningOps
  | keyof typeof layoutOps
  | keyof typeof reverseOps;

export const layoutForms: Forms<Layout> = {
  reshape: (context, [x], { outputs }) => context.emit('Reshape', [x!, context.reshapeTo(outputs[0]!)]),
  transpose: (context, inputs, { attributes }) =>
    context.emit('Transpose', inputs, { perm: attributes.permutation }),
  broadcastTo: (context, [x], { outputs }) => context.emit('Expand', [x!, context.shape(outputs[0]!)]),
  concat: (context, inputs, { attributes }) => context.emit('Concat', inputs, { axis: attributes.axis }),
  slice(context, [x], { attributes: { axis, start, end } }) {
    const bounds = [start, end, axis].map((bound) => context.constant([bound], [1], 'int64'));
    return context.emit('Slice', [x!, ...bounds]);
  },
  split(context, [x], { attributes: { axis, sizes } }) {
    const parts = context.constant(sizes, [sizes.length], 'int64');
    return context.emitMany('Split', [x!, parts], { axis }, sizes.length);
  },
  reverse(context, [x, lengths]) {
    if (lengths) {
      return context.emit('ReverseSequence', [x!, lengths], { batch_axis: 0, time_axis: 1 });
    }
    const bounds = [-1, -(2 ** 31), 1, -1].map((bound) => context.constant([bound], [1], 'int64'));
    return context.emit('Slice', [x!, ...bounds]);
  },
  pad(context, [x], { attributes: { axis, before, after }, inputs }) {
    const zeros = inputs[0]!.shape.map(() => 0);
    const pads = [zeros.with(axis, before), zeros.with(axis, after)].flat();
    return context.emit('Pad', [x!, context.constant(pads, [pads.length], 'int64')]);
  },
  gather: (context, inputs, { attributes }) => context.emit('Gather', inputs, { axis: attributes.axis }),
  scatterAdd(context, [indices, updates], node) {
    const zeros = context.constant([0], node.outputs[0]!.shape);
    if (node.outputs[0]!.shape.length === 1) {
      return context.emit('ScatterElements', [zeros, indices!, updates!], { axis: 0, reduction: 'add' });
    }
    const places = context.emit('Reshape', [indices!, context.constant([-1, 1], [2], 'int64')]);
    return context.emit('ScatterND', [zeros, places, updates!], { reduction: 'add' });
  },
};
