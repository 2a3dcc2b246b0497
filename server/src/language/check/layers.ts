/** Layers of a block, one after the other: arguments, then the shape that the catalog's own build gives. */
import { isMisfit } from '../../../../catalog/declaration';
import { applyLayer } from '../../../../catalog/model/apply-layer';
import { describeShape } from '../../../../catalog/model/describe-shape';
import type { LayerCall } from '../../../../contract/plan';
import type { Shape, Tensor } from '../../../../graph/tensor';
import { joinMissing, layerMisfit } from '../problems/shapes';
import type { BlockDeclaration, LayerNode } from '../syntax/nodes';
import { layerHoldsNone } from '../problems/values';
import type { CheckContext } from './context';
import { defaultCall } from './default-call';
import { readNamedCall } from './read-call';
import { createShapeScope, rowsOf, tensorOf } from './shape-scope';

export interface CheckedLayers {
  readonly calls: readonly LayerCall[];
  /** What leaves the last layer; null when it is not known. */
  readonly shape: Shape | null;
  readonly parameters: number;
  /** Every layer was understood and fits. */
  readonly whole: boolean;
}

/**
 * `inputs` are the shapes that reach the first layer; null for one that is not known, and then no shape is. One fault is
 * one problem: after a layer that does not fit, the next ones are judged as if it had been mended in the way that its
 * remedy says, or by their arguments alone where no layer can be inserted that mends it.
 */
export function checkLayers(
  context: CheckContext,
  layers: readonly LayerNode[],
  inputs: readonly (Shape | null)[],
  names: readonly string[],
): CheckedLayers {
  const calls: LayerCall[] = [];
  let whole = true;
  let parameters = 0;
  let current: readonly Tensor[] | null = inputs.every((shape) => shape !== null)
    ? inputs.map((shape) => tensorOf(shape))
    : null;
  const [first] = layers;
  for (const layer of layers) {
    const read = readNamedCall(context, 'layer', layer.name, layer.args, layer);
    if (layer.block && read) context.report(layerHoldsNone(context.where(layer.name), layer.name.text));
    if (!read?.whole || layer.block) {
      whole = false;
      // Other layers than this one cannot be judged: its output is not known.
      current = null;
      continue;
    }
    calls.push(read.call);
    if (layer === first && names.length > 1 && !read.declaration.joins) {
      reportJoin(context, layer, names);
      whole = false;
      current = null;
    }
    if (!current || current.length === 0) continue;
    const scope = createShapeScope();
    const output = applyLayer(read.call, current, scope);
    if (isMisfit(output)) {
      whole = false;
      const { misfit, remedy, insert: missing } = output;
      const { start } = context.tree.lines.rangeOf(layer);
      context.report(
        layerMisfit(context.where(layer), misfit, remedy, missing, start, leadOf(context, layer)),
      );
      current = missing ? mend(missing, read.call, current) : null;
      continue;
    }
    const shape = rowsOf(output);
    parameters += scope.parameters;
    context.shapes.set(layer, { text: describeShape(shape), parameters: scope.parameters });
    current = [output];
  }
  const output = current?.length === 1 ? current[0]! : null;
  return { calls, shape: output && rowsOf(output), parameters, whole };
}

/** What would leave the layer if the missing one stood before it; null where it still does not fit. */
function mend(missing: string, call: LayerCall, inputs: readonly Tensor[]): readonly Tensor[] | null {
  const inserted = applyLayer(defaultCall('layer', missing), inputs, createShapeScope());
  const output = isMisfit(inserted) ? inserted : applyLayer(call, [inserted], createShapeScope());
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
