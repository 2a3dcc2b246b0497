/** What networks that teach each other share: features that fit together, or layers that are alike. */
import { isMisfit } from '../../../../catalog/declaration';
import type { FeatureExchange } from '../../../../catalog/declaration';
import { shapeOfRow } from '../../../../catalog/model/describe-shape';
import type { Call } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import { appendEntry } from '../edits/inserting';
import { exchangeMisfit } from '../problems/shapes';
import type { BlockDeclaration, PropertyNode } from '../syntax/nodes';
import type { CheckedBlock } from './blocks';
import type { Checked } from './checked-all';
import type { Foundations } from './checked-task';
import { checkCommonLayers, type CheckedCommon } from './common-layers';
import type { CheckContext } from './context';
import { readCall } from './read-call';
import { editing, replacing } from './repairs';
import { createShapeScope } from './shape-scope';

export interface Sharers extends Pick<Foundations, 'inputs' | 'blocks'> {
  /** Null where they were not understood. */
  readonly networks: readonly string[] | null;
}

export interface ReadExchange {
  readonly call: Call;
  /** Where networks have layers in common. */
  readonly common?: CheckedCommon;
}

/** Null where it was not understood, or does not fit the networks. */
export function readExchange(
  context: CheckContext,
  property: PropertyNode,
  { networks, ...of }: Sharers,
): ReadExchange | null {
  const read = readCall(context, 'exchange', property.value);
  if (!read?.whole || !networks) return null;
  const { declaration, call, assigned } = read;
  if (declaration.shares === 'features')
    return mixes(context, property, { declaration, call, networks, blocks: of.blocks }) ? { call } : null;
  const count = call.args[declaration.counts] as number;
  const written = assigned.get(declaration.counts)?.value ?? property.value;
  const common = checkCommonLayers(context, { property, written, count }, { networks, ...of });
  return common && { call, common };
}

/** What is mixed must fit together, which the declaration's own build says. */
function mixes(
  context: CheckContext,
  { value }: PropertyNode,
  {
    declaration,
    call,
    networks,
    blocks,
  }: Pick<Foundations, 'blocks'> & {
    readonly declaration: FeatureExchange;
    readonly call: Call;
    readonly networks: readonly string[];
  },
): boolean {
  const flows = networks.map((name) => blocks.get(name)?.flow ?? null);
  if (flows.some((flow) => flow === null)) return false;
  const features = flows.map((flow) => flow!.tensor);
  const mixed = declaration.build(call.args as never, features, createShapeScope());
  if (!isMisfit(mixed)) return true;
  const fixes = mixed.instead
    ? replacing(context, value, mixed.instead)
    : endAlike(context, networks, blocks, mixed.append);
  context.report(exchangeMisfit(context.where(value), mixed.misfit, mixed.remedy, fixes));
  return false;
}

/** Each network whose features are not as those of the first gets one more layer, which makes them so. */
function endAlike(
  context: CheckContext,
  networks: readonly string[],
  blocks: Checked<CheckedBlock>,
  layer: string | undefined,
): readonly Fix[] {
  if (!layer) return [];
  const ends = networks.map((name) => {
    const { symbol, flow } = blocks.get(name)!;
    return {
      declaration: symbol.declaration as BlockDeclaration<'network'>,
      shape: shapeOfRow(flow!.tensor),
    };
  });
  const edits = ends
    .filter(({ shape }) => shape !== ends[0]!.shape)
    .map(({ declaration }) => appendEntry(context.tree, declaration, declaration.block, layer));
  return editing(context, text('Insert `{text}`', { text: layer }), edits);
}
