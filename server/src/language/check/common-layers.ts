/** Layers that networks are to have in common: each network must have them, alike, and read what is alike by them. */
import { shapeOfRow } from '../../../../catalog/model/describe-shape';
import type { Flow } from '../../../../catalog/model/flow';
import { showLayer } from '../../../../catalog/show-layer';
import type { LayerCall } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import {
  commonIds,
  commonLayersKept,
  commonLayersPart,
  commonLayersRead,
  commonLayersTooMany,
} from '../problems/exchanges';
import type { BlockDeclaration, LayerNode, PropertyNode, Span } from '../syntax/nodes';
import { bringingAlike } from './bring-alike';
import type { CheckContext } from './context';
import type { CheckedBlock } from './blocks';
import type { Foundations } from './checked-task';
import { droppingEntry, replacing } from './repairs';
import { withMore } from './shapes';

/** That so many of the first layers are common, and where it is written. */
export interface Common {
  readonly property: PropertyNode;
  readonly written: Span;
  readonly count: number;
}

/** A network that is understood. */
interface Network {
  readonly name: string;
  readonly on: readonly string[];
  /** What it stands on. */
  readonly reads: readonly Flow[];
  readonly calls: readonly LayerCall[];
  readonly declaration: BlockDeclaration<'network'>;
  readonly layers: readonly LayerNode[];
}

export interface Pairing extends Pick<Foundations, 'inputs' | 'blocks'> {
  readonly networks: readonly string[];
}

/** What is known of networks whose layers fit. */
export interface CheckedCommon {
  /** Whether two of them have all their layers in common and read the same, so that they differ by their heads alone. */
  areOne(a: string, b: string): boolean;
  /** Fixes that leave a layer to each. */
  readonly fewer: readonly Fix[];
}

/** Null where a problem was reported, or a network was not understood. */
export function checkCommonLayers(
  context: CheckContext,
  common: Common,
  pairing: Pairing,
): CheckedCommon | null {
  const found = pairing.networks.map((name) => networkNamed(name, pairing));
  const networks = found.filter((network) => network !== null);
  const [first, ...others] = networks;
  if (!first || networks.length < found.length) return null;
  const kept = pairing.networks.find((name) => startsOrKeeps(pairing.blocks.get(name)));
  if (kept !== undefined)
    context.report(
      commonLayersKept(context.where(common.property), kept, droppingEntry(context, common.property)),
    );
  const isLong = haveLayers(context, common, networks);
  // Each network is told what is wrong with it.
  const alike = others.map((network) => isAlike(context, common, first, network));
  if (kept !== undefined || !isLong || !alike.every((one) => one)) return null;
  for (const { layers } of networks) tellShared(context, layers.slice(0, common.count), pairing.networks);
  const whole = new Map(
    networks.filter(({ calls }) => calls.length === common.count).map(({ name, on }) => [name, on.join(' ')]),
  );
  return {
    areOne: (a, b) => whole.has(a) && whole.get(a) === whole.get(b),
    fewer: sharing(context, common, common.count - 1),
  };
}

/** What is in common has one beginning, and learns in all networks or in none. */
const startsOrKeeps = (block: CheckedBlock | undefined): boolean =>
  block?.plan?.from !== undefined || block?.plan?.freeze !== undefined;

/** Of those that have parameters. */
function tellShared(context: CheckContext, layers: readonly LayerNode[], sharedBy: readonly string[]): void {
  for (const layer of layers) {
    const shape = context.shapes.get(layer);
    if (shape && shape.parameters > 0) context.shapes.set(layer, withMore(shape, { sharedBy }));
  }
}

function networkNamed(name: string, { inputs, blocks }: Pairing): Network | null {
  const block = blocks.get(name);
  if (!block?.plan) return null;
  const { on, layers: calls } = block.plan;
  const reads = on.flatMap((source) => inputs.get(source)?.flow ?? blocks.get(source)?.flow ?? []);
  if (reads.length < on.length) return null;
  const declaration = block.symbol.declaration as BlockDeclaration<'network'>;
  const layers = declaration.block.entries.filter((entry) => entry.kind === 'layer');
  return { name, on, reads, calls, declaration, layers };
}

function haveLayers(context: CheckContext, common: Common, networks: readonly Network[]): boolean {
  const shortest = networks.toSorted((a, b) => a.calls.length - b.calls.length)[0]!;
  const { length } = shortest.calls;
  if (length >= common.count) return true;
  const where = context.where(common.written);
  context.report(
    commonLayersTooMany(where, common.count, shortest.name, length, sharing(context, common, length)),
  );
  return false;
}

/** So many layers are shared instead. */
const sharing = (context: CheckContext, { property, written }: Common, count: number): readonly Fix[] =>
  count > 0 ? replacing(context, written, String(count)) : droppingEntry(context, property);

function isAlike(context: CheckContext, common: Common, first: Network, network: Network): boolean {
  const count = Math.min(common.count, first.calls.length, network.calls.length);
  const pairs = network.calls
    .slice(0, count)
    .map((call, index) => ({ here: showLayer(call), there: showLayer(first.calls[index]!), index }));
  const parting = pairs.filter(({ here, there }) => here !== there);
  for (const { here, there, index } of parting) {
    const fixes = [
      ...replacing(context, network.layers[index]!, context.written(first.layers[index]!)),
      ...sharing(context, common, index),
    ];
    const where = context.where(network.layers[index]!);
    const [one, other] = [
      { network: network.name, layer: here },
      { network: first.name, layer: there },
    ];
    context.report(commonLayersPart(where, one, other, fixes));
  }
  const [layer] = pairs;
  // Layers that are alike give what is alike, so that it is enough to look at what the first one reads.
  const readsAlike =
    !layer || layer.here !== layer.there || isReadAlike(context, common, layer.here, first, network);
  return parting.length === 0 && readsAlike;
}

function isReadAlike(
  context: CheckContext,
  { property }: Common,
  layer: string,
  first: Network,
  network: Network,
): boolean {
  const where = context.where(network.layers[0]!);
  const fixes = [...bringingAlike(context, network, first), ...droppingEntry(context, property)];
  const shapesOf = ({ reads }: Network): readonly string[] => reads.map(({ tensor }) => shapeOfRow(tensor));
  const [here, there] = [network, first].map((one) => ({ network: one.name, shapes: shapesOf(one) }));
  if (here!.shapes.join(' ') !== there!.shapes.join(' ')) {
    context.report(commonLayersRead(where, layer, here!, there!, fixes));
    return false;
  }
  const readsIds = [first, network].some(({ reads }) =>
    reads.some(({ vocabulary }) => vocabulary !== undefined),
  );
  if (!readsIds || standsAlike(first, network)) return true;
  const dropping = droppingEntry(context, property);
  context.report(commonIds(where, layer, [first.name, network.name], dropping));
  return false;
}

const standsAlike = (a: Network, b: Network): boolean => a.on.join(' ') === b.on.join(' ');
