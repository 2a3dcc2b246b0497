/** Applies one layer of a plan: the single way in which the editor and the trainer come to shapes. */
import type { LayerCall } from '../../contract/plan';
import { text } from '../../contract/text';
import { GraphError, type Tensor } from '../../graph/tensor';
import { lookUp } from '..';
import type { Misfit, Scope } from '../declaration';

/**
 * `inputs` are what the layer stands on: [rows, …features]; several only at the start of a block. Answers [rows, …features].
 * Throws GraphError for a name that is no layer: names are checked before.
 */
export function applyLayer(call: LayerCall, inputs: readonly Tensor[], scope: Scope): Tensor | Misfit {
  const layer = lookUp('layers', call.name);
  if (layer === undefined) throw new GraphError(call.name, 'the catalog has no such layer');
  if (inputs.length > 1 && !layer.joins) {
    return {
      misfit: text('`{name}` reads one input, but stands on {count}.', {
        name: call.name,
        count: inputs.length,
      }),
      remedy: text('Start with `concat` or `add`, which bring them together.'),
      insert: 'concat',
    };
  }
  // The arguments have been checked against the parameters when the plan was made.
  return layer.build(call.args as Parameters<typeof layer.build>[0], inputs, scope);
}
