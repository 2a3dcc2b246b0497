/** Applies one layer of a plan: the single way in which the editor and the trainer come to shapes. */
import type { LayerCall } from '../../contract/plan';
import { text } from '../../contract/text';
import { GraphError, type Tensor } from '../../graph/tensor';
import { lookUp } from '..';
import { isMisfit, type Misfit, type Scope } from '../declaration';

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
  const args = call.args as Parameters<typeof layer.build>[0];
  return layer.build(args, inputs, scope, (x) => applyLayers(call.layers ?? [], x, scope));
}

/** The name of layer number `index`, from 0, within the block or layer that holds it: `1.dense`. */
export const layerName = (index: number, { name }: LayerCall): string => `${index + 1}.${name}`;

/** Layers one after the other, within another one. */
function applyLayers(calls: readonly LayerCall[], x: Tensor, outer: Scope): Tensor | Misfit {
  let output: Tensor | Misfit = x;
  for (const [index, call] of calls.entries()) {
    output = applyLayer(call, [output], within(outer, layerName(index, call)));
    if (isMisfit(output)) return output;
  }
  return output;
}

/** The same scope with all names under `path`. */
const within = (scope: Scope, path: string): Scope => ({
  training: scope.training,
  parameter: (name, shape, initial) => scope.parameter(`${path}/${name}`, shape, initial),
  random: (name, shape) => scope.random(`${path}/${name}`, shape),
  statistic: (name, shape, start) => scope.statistic(`${path}/${name}`, shape, start),
  counted: () => scope.counted(),
});
