/** Applies one layer of a plan: the single way in which the editor and the trainer come to shapes. */
import type { LayerCall } from '../../contract/plan';
import { text } from '../../contract/text';
import { GraphError, type Tensor } from '../../graph/tensor';
import { lookUp } from '..';
import { isMisfit, type Misfit } from '../declaration';
import { within, type Scope } from '../scope';
import { flowOn, scopeFor, type Flow } from './flow';

/** `flows` are what the layer stands on; several only at the start of a block. Throws GraphError as `applyLayer` does. */
export function passLayer(call: LayerCall, flows: readonly Flow[], scope: Scope): Flow | Misfit {
  const own = scopeFor(flows, scope);
  const tensors = flows.map(({ tensor }) => tensor);
  const output = applyLayer(call, tensors, own);
  return isMisfit(output) ? output : flowOn(flows, own.mask, output);
}

/**
 * `inputs` are [rows, …features], of which the scope says what else is known. Answers [rows, …features]. Throws GraphError
 * for a name that is no layer: names are checked before.
 */
export function applyLayer(call: LayerCall, inputs: readonly Tensor[], scope: Scope): Tensor | Misfit {
  const layer = lookUp('layers', call.name);
  if (layer === undefined) throw new GraphError(call.name, 'the catalog has no such layer');
  const takesIds = scope.vocabulary !== undefined;
  if (inputs.length > 1 && !layer.joins) return unjoined(call, inputs.length, takesIds);
  if (takesIds && layer.reads !== 'ids') return unembedded(call, inputs.length);
  // The arguments have been checked against the parameters when the plan was made.
  const args = call.args as Parameters<typeof layer.build>[0];
  const { mask, vocabulary } = scope;
  return layer.build(args, inputs, scope, (tensor, path) => {
    const inner = path === undefined ? scope : within(scope, path);
    const output = passLayers(call.layers ?? [], { tensor, mask, vocabulary }, inner);
    return isMisfit(output) ? output : output.tensor;
  });
}

/** The name of layer number `index`, from 0, within the block or layer that holds it: `1.dense`. */
export const layerName = (index: number, { name }: LayerCall): string => `${index + 1}.${name}`;

/** Layers one after the other, within another one. */
function passLayers(calls: readonly LayerCall[], flow: Flow, outer: Scope): Flow | Misfit {
  let output: Flow | Misfit = flow;
  for (const [index, call] of calls.entries()) {
    output = passLayer(call, [output], within(outer, layerName(index, call)));
    if (isMisfit(output)) return output;
  }
  return output;
}

const embedEach = text('Give each input a block of its own that begins with `embedding`.');

function unjoined({ name }: LayerCall, count: number, ofIds: boolean): Misfit {
  const misfit = text('`{name}` reads one input, but stands on {count}.', { name, count });
  return ofIds
    ? { misfit, remedy: embedEach }
    : {
        misfit,
        remedy: text('Start with `concat` or `add`, which bring them together.'),
        insert: 'concat',
      };
}

function unembedded({ name }: LayerCall, inputs: number): Misfit {
  const misfit = text('`{name}` reads numbers, but gets words or categories.', { name });
  return inputs > 1
    ? { misfit, remedy: embedEach }
    : {
        misfit,
        remedy: text('Put `embedding` before it, which looks up a vector for each.'),
        insert: 'embedding',
      };
}
