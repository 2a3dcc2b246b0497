/** Applies the layers of a block in the way in which its tasks share it. */
import type { BlockPlan } from '../../contract/plan';
import { text } from '../../contract/text';
import { GraphError, type Tensor } from '../../graph/tensor';
import { lookUp } from '..';
import { isMisfit, type Misfit } from '../declaration';
import type { Reader, Reading } from '../shared-block';
import { BlockCopies } from './block-copies';
import type { CommonLayers } from './common-layers';
import type { Flow } from './flow';
import type { ModelLayer } from './model';
import type { ParameterBook } from './parameter-book';

/** What a block is made of and made for. */
export type SharedLayers = Pick<BlockPlan, 'name' | 'layers' | 'sharing' | 'freeze'>;

export interface AppliedBlock {
  /** What each task reads, by its name. */
  readonly flows: ReadonlyMap<string, Flow>;
  readonly layers: readonly ModelLayer[];
  /** Numbers of parameters beside those of the layers. */
  readonly sharing: number;
  readonly penalties: readonly Tensor[];
}

/** `place` is the layer that does not fit, or the block, by its full name. */
export interface UnfitBlock extends Misfit {
  readonly place: string;
}

/**
 * `readings` are what the block stands on, by the tasks that read the block, in the order of the plan. A block that no task reads yet has
 * itself for a reader. `common` are layers that networks have in common, where that is known. Throws GraphError for a name that is no sharing: names are checked before.
 */
export function applySharing(
  { name, layers, sharing, freeze }: SharedLayers,
  readings: ReadonlyMap<string, Reading>,
  tasks: readonly string[],
  book: ParameterBook,
  common?: CommonLayers,
): AppliedBlock | UnfitBlock {
  const declared = lookUp('sharings', sharing.name);
  if (declared === undefined) throw new GraphError(sharing.name, 'the catalog has no such sharing');
  const readers = Array.from(readings, ([task, reading]): Reader => ({ task, reading }));
  if (declared.tasks > 1 && layers.length === 0) return { ...empty(sharing.name), place: name };
  if (declared.mixes && !readSame(readers)) return { ...apart(sharing.name), place: name };
  const before = book.count;
  const block = new BlockCopies({ name, layers, freeze }, readers, tasks, book, common);
  const flows = declared.build(sharing.args as Parameters<typeof declared.build>[0], block);
  if (isMisfit(flows)) return { ...flows, place: block.unfit ?? name };
  const { described, penalties } = block;
  const ofLayers = described.reduce((sum, { parameters }) => sum + parameters, 0);
  return {
    flows: new Map(readers.map(({ task }, index) => [task, flows[index]!])),
    layers: described,
    sharing: book.count - before - ofLayers,
    penalties,
  };
}

const readSame = ([first, ...others]: readonly Reader[]): boolean =>
  others.every(({ reading }) => reading.every((flow, index) => flow === first!.reading[index]));

const empty = (name: string): Misfit => ({
  misfit: text('`{name}` shares the layers of a block, and this one has none.', { name }),
  remedy: text('Write layers into the block, or leave the sharing out.'),
});

const apart = (name: string): Misfit => ({
  misfit: text('`{name}` starts from what all tasks read, but each reads something of its own here.', {
    name,
  }),
  remedy: text('Let it stand on an input, or on blocks with the sharing `hard`.'),
});
