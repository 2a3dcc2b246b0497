/** `freeze`: how many of the first layers of a block stay as they are. */
import type { BlockPlan } from '../../../../contract/plan';
import { freezeOfRandom, freezeTooMany } from '../problems/transfer';
import type { BlockDeclaration, LayerNode, PropertyNode, SyntaxNode } from '../syntax/nodes';
import type { CheckContext } from './context';
import { readLanguageCall } from './read-language-call';
import { droppingEntry, replacing } from './repairs';
import { withMore } from './shapes';

export type Freeze = NonNullable<BlockPlan['freeze']>;

/** Null when it was reported. */
export function readFreeze(
  context: CheckContext,
  declaration: BlockDeclaration<'shared' | 'network'>,
  { value }: PropertyNode,
  layers: readonly LayerNode[],
): Freeze | null {
  const call = readLanguageCall(context, declaration.kind, 'freeze', value);
  if (!call) return null;
  const count = call.args['layers'];
  if (typeof count !== 'number') return 'all';
  if (count <= layers.length) return count;
  context.report(freezeTooMany(context.where(value), count, layers.length, replacing(context, value, 'all')));
  return null;
}

/** Layers that never learn and were never trained are hardly meant. */
export const reportRandom = (context: CheckContext, block: string, property: PropertyNode): void =>
  context.report(freezeOfRandom(context.where(property), block, droppingEntry(context, property)));

/** Marks the layers that stay as they are, with those that they wrap. Answers how many numbers of parameters learn, where each layer is there once. */
export function markFrozen(
  { shapes }: Pick<CheckContext, 'shapes'>,
  layers: readonly LayerNode[],
  freeze: Freeze,
): number {
  const count = freeze === 'all' ? layers.length : freeze;
  const mark = (layer: LayerNode): void => {
    const shape = shapes.get(layer);
    if (shape) shapes.set(layer, withMore(shape, { frozen: true }));
    layer.block?.entries.filter(isLayer).forEach(mark);
  };
  layers.slice(0, count).forEach(mark);
  return layers.slice(count).reduce((sum, layer) => sum + (shapes.get(layer)?.parameters ?? 0), 0);
}

const isLayer = (node: SyntaxNode): node is LayerNode => node.kind === 'layer';
