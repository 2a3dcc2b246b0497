/** Layers as they would be written in a text, defaults left out. */
import type { LayerCall } from '../contract/plan';
import { lookUp } from '.';
import { showCall } from './show-call';

/** With the layers that it wraps: `residual { dense(64, relu); dense(64) }`. */
export function showLayer(call: LayerCall): string {
  const label = showCall(call, lookUp('layers', call.name)!.params);
  return call.layers ? `${label} { ${call.layers.map(showLayer).join('; ')} }` : label;
}
