/** Layers as they would be written in a text, with the layers that they wrap. */
import type { LayerCall } from '../contract/plan';
import { lookUp } from '.';
import { showCall } from './show-call';

/** `residual { dense(64, relu); dense(64) }`. Two layers that read alike are alike. Throws for a name that is no layer. */
export function showLayer(call: LayerCall): string {
  const declared = lookUp('layers', call.name);
  if (declared === undefined) throw new Error(`the catalog has no layer ${call.name}`);
  const label = showCall(call, declared.params);
  return call.layers ? `${label} { ${call.layers.map(showLayer).join('; ')} }` : label;
}
