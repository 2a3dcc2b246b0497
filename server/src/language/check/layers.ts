/** Layers of a block, one after the other: arguments, then the shape that the catalog's own build gives. */
import { isMisfit } from '../../../../catalog/declaration';
import { passLayer } from '../../../../catalog/model/apply-layer';
import { shapeOfRow } from '../../../../catalog/model/describe-shape';
import type { Flow } from '../../../../catalog/model/flow';
import type { LayerCall } from '../../../../contract/plan';
import { joinMissing, layerMisfit, parametersTooMany } from '../problems/shapes';
import type { BlockDeclaration, LayerNode } from '../syntax/nodes';
import { layerHoldsNone, propertyAmongLayers, wrappedMissing } from '../problems/values';
import type { CheckContext } from './context';
import { defaultCall } from './default-call';
import { readNamedCall, type ReadCall } from './read-call';
import { createShapeScope } from './shape-scope';

export interface CheckedLayers {
  readonly calls: readonly LayerCall[];
  /** What leaves the last layer; null when it is not known. */
  readonly flow: Flow | null;
  readonly parameters: number;
  /** Every layer was understood and fits. */
  readonly whole: boolean;
}

/** ONNX files end at 2 GiB, which are so many numbers of four bytes. */
const mostParameters = 2 ** 29;

/**
 * `inputs` are what reaches the first layer; null for one that is not known, and then nothing is. One fault is
 * one problem: after a layer that does not fit, the next ones are judged as if it had been mended in the way that its
 * remedy says, or by their arguments alone where no layer can be inserted that mends it.
 */
export function checkLayers(
  context: CheckContext,
  layers: readonly LayerNode[],
  inputs: readonly (Flow | null)[],
  names: readonly string[],
): CheckedLayers {
  const calls: LayerCall[] = [];
  let whole = true;
  let parameters = 0;
  let current: readonly Flow[] | null = inputs.every((flow) => flow !== null) ? inputs : null;
  const [first] = layers;
  for (const layer of layers) {
    const read = readNamedCall(context, 'layer', layer.name, layer.args, layer);
    if (read?.whole && layer === first && names.length > 1 && !read.declaration.joins) {
      reportJoin(context, layer, names);
      whole = false;
      current = null;
    }
    const wrapped = checkWrapped(context, layer, read, current);
    if (!read?.whole || !wrapped.whole) {
      whole = false;
      // Other layers than this one cannot be judged: its output is not known.
      current = null;
      continue;
    }
    const call: LayerCall = wrapped.calls ? { ...read.call, layers: wrapped.calls } : read.call;
    calls.push(call);
    if (!current || current.length === 0) continue;
    const scope = createShapeScope();
    const output = passLayer(call, current, scope);
    if (isMisfit(output)) {
      whole = false;
      const { misfit, remedy, insert: missing } = output;
      const { start } = context.tree.lines.rangeOf(layer);
      context.report(
        layerMisfit(
          context.where(layer.block ? layer.name : layer),
          misfit,
          remedy,
          missing,
          start,
          leadOf(context, layer),
        ),
      );
      current = missing ? mend(missing, call, current) : null;
      continue;
    }
    const before = parameters;
    parameters += scope.parameters;
    if (parameters > mostParameters && before <= mostParameters) {
      context.report(
        parametersTooMany(context.where(layer), thousands(parameters), thousands(mostParameters)),
      );
      whole = false;
    }
    context.shapes.set(layer, { text: shapeOfRow(output.tensor), parameters: scope.parameters });
    current = [output];
  }
  return { calls, flow: current?.length === 1 ? current[0]! : null, parameters, whole };
}

/** The layers in the braces of one that wraps others, which read what it reads; no calls for any other layer. */
function checkWrapped(
  context: CheckContext,
  { name, block }: LayerNode,
  read: ReadCall<'layer'> | null,
  inputs: readonly Flow[] | null,
): { readonly calls?: readonly LayerCall[]; readonly whole: boolean } {
  const wraps = read?.declaration.wraps ?? false;
  const layers = block?.entries.filter((entry) => entry.kind === 'layer') ?? [];
  if (read && !wraps && block) context.report(layerHoldsNone(context.where(name), name.text));
  if (wraps && layers.length === 0) {
    context.report(wrappedMissing(context.where(name), name.text, read!.declaration.example));
  }
  for (const entry of block?.entries ?? []) {
    if (entry.kind !== 'property') continue;
    context.report(propertyAmongLayers(context.where(entry), entry.name.text, name.text));
  }
  const [input] = wraps && inputs?.length === 1 ? inputs : [];
  const { calls, whole } = checkLayers(context, layers, [input ?? null], []);
  if (!wraps) return { whole: block === null };
  return { calls, whole: whole && layers.length > 0 && layers.length === block?.entries.length };
}

const thousands = (count: number): string => count.toLocaleString('en-US');

/** What would leave the layer if the missing one stood before it; null where it still does not fit. */
function mend(missing: string, call: LayerCall, inputs: readonly Flow[]): readonly Flow[] | null {
  const inserted = passLayer(defaultCall('layer', missing), inputs, createShapeScope());
  const output = isMisfit(inserted) ? inserted : passLayer(call, [inserted], createShapeScope());
  return isMisfit(output) ? null : [output];
}

/** What separates an inserted layer from this one: a line break with the same indent, or `; `. */
function leadOf(context: CheckContext, layer: LayerNode): string {
  const { lines, text: source } = context.tree;
  const start = lines.startOf(lines.positionAt(layer.from).line);
  const before = source.slice(start, layer.from);
  return /^[ \t]*$/.test(before) ? `\n${before}` : '; ';
}

function reportJoin(context: CheckContext, layer: LayerNode, names: readonly string[]): void {
  const { start } = context.tree.lines.rangeOf(layer);
  context.report(joinMissing(context.where(layer), names, start, `concat${leadOf(context, layer)}`));
}

/** For a block without layers: the place is its name, and the fix puts the layer behind its brace. */
export function reportUnjoined(
  context: CheckContext,
  { name, keyword, block }: BlockDeclaration,
  names: readonly string[],
): void {
  const at = block.open?.to ?? block.to;
  const { start } = context.tree.lines.rangeOf({ from: at, to: at });
  const lead = /^[ \t]*[\r\n]/.test(context.tree.text.slice(at)) ? '\n  concat' : ' concat;';
  context.report(joinMissing(context.where(name ?? keyword), names, start, lead));
}
