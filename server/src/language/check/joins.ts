/** A block that stands on several things and does not say how they come together. */
import { isMisfit } from '../../../../catalog/declaration';
import { passLayer } from '../../../../catalog/model/apply-layer';
import type { Flow } from '../../../../catalog/model/flow';
import { usualJoins } from '../../../../catalog/usual';
import { precedeEntry, prependEntry } from '../edits/inserting';
import { joinMissing } from '../problems/shapes';
import type { BlockDeclaration, LayerNode } from '../syntax/nodes';
import type { CheckContext } from './context';
import { defaultCall } from './default-call';
import { inserting } from './repairs';
import { createShapeScope } from './shape-scope';

type Inputs = readonly (Flow | null)[];

/** For a block whose first layer reads one thing. */
export function reportJoin(
  context: CheckContext,
  layer: LayerNode,
  inputs: Inputs,
  names: readonly string[],
): void {
  const fixes = joinsFitting(inputs).flatMap((join) =>
    inserting(context, precedeEntry(context.tree, layer, join), join),
  );
  context.report(joinMissing(context.where(layer), names, fixes));
}

/** For a block without layers: the place is its name, and the fix puts the layer behind its brace. */
export function reportUnjoined(
  context: CheckContext,
  declaration: BlockDeclaration,
  inputs: Inputs,
  names: readonly string[],
): void {
  const { name, keyword, block } = declaration;
  const fixes = joinsFitting(inputs).flatMap((join) =>
    inserting(context, prependEntry(context.tree, declaration, block, join), join),
  );
  context.report(joinMissing(context.where(name ?? keyword), names, fixes));
}

/** Those that can bring the inputs together; all of them while it is not known what these are. */
function joinsFitting(inputs: Inputs): readonly string[] {
  const known = inputs.filter((flow) => flow !== null);
  return known.length < inputs.length
    ? usualJoins
    : usualJoins.filter(
        (join) => !isMisfit(passLayer(defaultCall('layer', join), known, createShapeScope())),
      );
}
