/** Loops: each worker goes along its own rows of the sequences. */
import { feed, type AttributesOf } from '../ops';
import { orderNodes } from '../order';
import type { Body, Tensor } from '../tensor';
import {
  isRows,
  isSame,
  placedAs,
  renew,
  shapeOfRows,
  sharedAxis,
  type Placement,
  type Share,
} from './placement';
import type { Rule, Sharing } from './rule';

export const scanRule: Rule = (node, inputs, sharing) => {
  const { body, carries, sequences } = node.attributes as AttributesOf<'scan'>;
  const steps = node.inputs[carries]!.shape[0]!;
  const isSequence = (at: number) => at >= carries && at < carries + sequences;
  const placements = inputs.map(({ placement }, at) =>
    isSequence(at) ? inPass(placement, steps) : placement,
  );
  if (!placements.every((placement) => placement !== undefined)) return undefined;

  // What is carried is as it is given or as a pass leaves it, whichever is the more that is shared.
  for (;;) {
    const pass = sharePass(body, placements, sharing);
    if (!pass) return undefined;
    const left = pass.outputs
      .slice(0, carries)
      .map(({ placement }, at) => settled(placements[at]!, placement));
    if (!left.every((placement) => placement !== undefined)) return undefined;
    if (left.every((placement, at) => isSame(placement, placements[at]!))) {
      const outputs = pass.outputs.map((share, at) =>
        at < carries ? placedAs(share, body.outputs[at]!, left[at]!, sharing) : share.tensor,
      );
      const given = inputs.map((share, at) =>
        at < carries ? placedAs(share, node.inputs[at]!, left[at]!, sharing) : share.tensor,
      );
      if (![...outputs, ...given].every((tensor) => tensor !== undefined)) return undefined;
      const made = renew(node, given as Tensor[], {
        body: { inputs: pass.inputs, outputs: outputs as Tensor[] },
      });
      return made.map((tensor, at) => ({
        tensor,
        placement: at < carries ? left[at]! : ofAllPasses(pass.outputs[at]!.placement, steps),
      }));
    }
    for (const [at, placement] of left.entries()) placements[at] = placement;
  }
};

/** How a slice is placed; undefined where workers share the passes. */
function inPass(placement: Placement, steps: number): Placement | undefined {
  if (!isRows(placement)) return placement;
  const outer = placement.outer / steps;
  return Number.isInteger(outer) ? { outer } : undefined;
}

const ofAllPasses = (placement: Placement, steps: number): Placement =>
  isRows(placement) ? { outer: placement.outer * steps } : placement;

/** Undefined where neither can become the other. */
function settled(before: Placement, after: Placement): Placement | undefined {
  if (isSame(before, after) || after === 'whole') return before;
  return before === 'whole' ? after : undefined;
}

/** One pass, of inputs that are placed so. */
function sharePass(
  { inputs, outputs }: Body,
  placements: readonly Placement[],
  sharing: Sharing,
): { readonly inputs: readonly Tensor[]; readonly outputs: readonly Share[] } | undefined {
  const shares = new Map<Tensor, Share>();
  const sources: Tensor[] = [];
  for (const [at, input] of inputs.entries()) {
    const placement = placements[at]!;
    const axis = isRows(placement) ? sharedAxis(input.shape, placement, sharing) : undefined;
    if (isRows(placement) && !axis) return undefined;
    const shape = axis ? shapeOfRows(input.shape, axis, sharing) : input.shape;
    const tensor =
      placement === 'whole' ? input : feed(String(input.node.attributes['name']), shape, input.dtype);
    sources.push(tensor);
    shares.set(input, { tensor, placement });
  }
  const inBody: Sharing = {
    ...sharing,
    whole: (tensor) => (shares.get(tensor)?.placement === 'whole' ? tensor : undefined),
  };
  if (!sharing.shareNodes(orderNodes(outputs), shares, inBody)) return undefined;
  return { inputs: sources, outputs: outputs.map((output) => shares.get(output)!) };
}
