/** Layers of a block, one after the other: arguments, then the shape that the catalog's own build gives. */
import { isMisfit, type Misfit, type Scope } from '../../../../catalog/declaration';
import { passLayer } from '../../../../catalog/model/apply-layer';
import { formatCount } from '../../../../contract/format-count';
import { shapeOfRow } from '../../../../catalog/model/describe-shape';
import type { Flow } from '../../../../catalog/model/flow';
import type { LayerCall } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import type { Tensor } from '../../../../graph/tensor';
import { text } from '../../../../contract/text';
import { beginsLine, indentAt, startOfLine, type TextEdit } from '../edits/edit';
import { followEntry, precedeEntry } from '../edits/inserting';
import { removeEntry } from '../edits/removing';
import { layerMisfit, parametersTooMany } from '../problems/shapes';
import type { BlockNode, LayerNode, Span } from '../syntax/nodes';
import { fitted } from '../syntax/fitted';
import { parseLoneValue } from '../syntax/parser';
import { layerHoldsNone, propertyAmongLayers, wrappedMissing } from '../problems/composition';
import type { CheckContext } from './context';
import { reportJoin } from './joins';
import { readNamedCall, type ReadCall } from './read-call';
import { editing, inserting, replacing } from './repairs';
import { countIn, createShapeScope, detached, type ShapeScope } from './shape-scope';
import type { NodeShape } from './shapes';
import { usualInner } from './usual-inner';

export interface CheckedLayers {
  readonly calls: readonly LayerCall[];
  /** What leaves the last layer; null when it is not known. */
  readonly flow: Flow | null;
  readonly parameters: number;
  /** For one row, in all layers. */
  readonly multiplyAdds: () => number;
  /** Every layer was understood and fits. */
  readonly whole: boolean;
}

/** ONNX files end at 2 GiB, which are so many numbers of four bytes. */
export const mostParameters = 2 ** 29;

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
  const shapes: NodeShape[] = [];
  let current: readonly Flow[] | null = inputs.every((flow) => flow !== null) ? inputs : null;
  const [first] = layers;
  for (const layer of layers) {
    const read = readNamedCall(context, 'layer', layer.name, layer.args, layer);
    if (read?.whole && layer === first && names.length > 1 && !read.declaration.joins) {
      reportJoin(context, layer, inputs, names);
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
      const { misfit, remedy, insert: missing, instead } = output;
      const fixes = [
        ...(missing ? inserting(context, precedeEntry(context.tree, layer, missing), missing) : []),
        ...(instead ? replacing(context, layer, instead) : []),
      ];
      context.report(layerMisfit(context.where(layer.block ? layer.name : layer), misfit, remedy, fixes));
      current = missing ? mend(context, missing, call, current) : null;
      continue;
    }
    const before = parameters;
    parameters += scope.countParameters();
    if (parameters > mostParameters && before <= mostParameters) {
      context.report(
        parametersTooMany(context.where(layer), formatCount(parameters), formatCount(mostParameters)),
      );
      whole = false;
    }
    const features = detached(output);
    const shape = new LayerShape(features.tensor, scope, call, current);
    shapes.push(shape);
    context.shapes.set(layer, shape);
    current = [features];
  }
  return {
    calls: fitted(calls),
    flow: current?.length === 1 ? current[0]! : null,
    parameters,
    multiplyAdds: multiplyAddsIn(fitted(shapes)),
    whole,
  };
}

/** Apart from the check, none of which it is to hold. */
const multiplyAddsIn =
  (shapes: readonly NodeShape[]): NodeShape['multiplyAdds'] =>
  () =>
    shapes.reduce((sum, shape) => sum + shape.multiplyAdds(), 0);

/** What leaves a layer, with what it takes to count what it costs. */
class LayerShape implements NodeShape {
  readonly text: string;
  readonly shape: Tensor['shape'];
  readonly parameters: number;
  declare readonly gathers?: true;
  readonly #call: LayerCall;
  readonly #inputs: readonly Flow[];
  #counted: number | undefined;

  constructor(output: Tensor, scope: ShapeScope, call: LayerCall, inputs: readonly Flow[]) {
    this.text = shapeOfRow(output);
    this.shape = output.shape;
    this.parameters = scope.countParameters();
    if (scope.gathers) this.gathers = true;
    this.#call = call;
    this.#inputs = inputs;
  }

  multiplyAdds(): number {
    return (this.#counted ??= countIn((scope) => this.#build(scope), this.#inputs));
  }

  #build(scope: Scope): Tensor | Misfit {
    const output = passLayer(this.#call, this.#inputs, scope);
    return isMisfit(output) ? output : output.tensor;
  }
}

/** The layers in the braces of one that wraps others, which read what it reads; no calls for any other layer. */
function checkWrapped(
  context: CheckContext,
  layer: LayerNode,
  read: ReadCall<'layer'> | null,
  inputs: readonly Flow[] | null,
): { readonly calls?: readonly LayerCall[]; readonly whole: boolean } {
  const { name, block } = layer;
  const wraps = read?.declaration.wraps ?? false;
  const layers = block?.entries.filter((entry) => entry.kind === 'layer') ?? [];
  if (read && !wraps && block)
    context.report(layerHoldsNone(context.where(name), name.text, unwrapping(context, block)));
  if (wraps && layers.length === 0) {
    const [x] = inputs?.length === 1 ? inputs : [];
    const held = `{ ${usualInner(read!.declaration, x?.tensor).join('; ')} }`;
    const fixes = block
      ? replacing(context, block, held)
      : inserting(context, { from: layer.to, to: layer.to, newText: ` ${held}` });
    context.report(wrappedMissing(context.where(name), name.text, `${name.text} ${held}`, fixes));
  }
  for (const entry of block?.entries ?? []) {
    if (entry.kind !== 'property') continue;
    // Braces that are never closed have no outside.
    const fixes = block?.close
      ? editing(context, text('Move it out of the braces'), [
          removeEntry(context.tree, entry),
          followEntry(context.tree, layer, context.written(entry)),
        ])
      : [];
    context.report(propertyAmongLayers(context.where(entry), entry.name.text, name.text, fixes));
  }
  const [input] = wraps && inputs?.length === 1 ? inputs : [];
  const { calls, whole } = checkLayers(context, layers, [input ?? null], []);
  if (!wraps) return { whole: block === null };
  return { calls, whole: whole && layers.length > 0 && layers.length === block?.entries.length };
}

/** The braces go, and what they hold comes behind the layer. */
function unwrapping(context: CheckContext, { open, close, entries }: BlockNode): readonly Fix[] {
  if (!open || !close) return [];
  const { tree } = context;
  const before = /[ \t]*$/.exec(tree.text.slice(0, open.from))!.index;
  const isOver = /^[ \t]*[\r\n]/.test(tree.text.slice(open.to));
  return editing(context, text('Take the layers out of the braces'), [
    { from: before, to: open.to, newText: isOver ? '' : ';' },
    ...entries.filter(({ from }) => beginsLine(tree, from)).map((entry) => alignWith(context, open, entry)),
    removeEntry(tree, close),
  ]);
}

/** The indent of the line of `first` for that of `entry`. */
const alignWith = ({ tree }: CheckContext, first: Span, { from }: Span): TextEdit => ({
  from: startOfLine(tree, from),
  to: from,
  newText: indentAt(tree, first.from),
});

/** What would leave the layer if the missing one stood before it; null where it still does not fit. */
function mend(
  context: CheckContext,
  missing: string,
  call: LayerCall,
  inputs: readonly Flow[],
): readonly Flow[] | null {
  // Behind the text, where nothing of it is.
  const { value } = parseLoneValue(missing, context.tree.text.length + 1);
  if (value.kind !== 'word' && value.kind !== 'call') return null;
  const args = value.kind === 'call' ? value.args : [];
  const read = readNamedCall(context, 'layer', value.name, args, value);
  if (!read?.whole) return null;
  const inserted = passLayer(read.call, inputs, createShapeScope());
  const output = isMisfit(inserted) ? inserted : passLayer(call, [inserted], createShapeScope());
  return isMisfit(output) ? null : [output];
}
