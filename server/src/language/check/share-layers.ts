/** The layers of a block in the way in which its tasks share them: whether that fits, and what leaves the block. */
import { isMisfit, type Misfit } from '../../../../catalog/declaration';
import { applySharing, type AppliedBlock, type SharedLayers } from '../../../../catalog/model/apply-sharing';
import type { Flow } from '../../../../catalog/model/flow';
import { ParameterBook } from '../../../../catalog/model/parameter-book';
import type { NamedShape } from '../../../../catalog/transfer/match-block';
import type { Reading } from '../../../../catalog/shared-block';
import { feed, sizeOf } from '../../../../graph';
import { sharingMisfit } from '../problems/shapes';
import type { PropertyNode } from '../syntax/nodes';
import type { CheckContext } from './context';
import { droppingEntry, replacing } from './repairs';
import { detached, rows } from './shape-scope';

/** What leaves an input or block. */
export interface CheckedFlow {
  readonly flow: Flow;
  /** Each task reads something of its own, of the same shape. */
  readonly apart: boolean;
}

/** Any two tasks show what leaves the block for all. `property` is where the sharing is written. */
export function shareLayers(
  context: CheckContext,
  block: SharedLayers,
  property: PropertyNode | undefined,
  inputs: readonly CheckedFlow[],
): CheckedFlow | null {
  const names = ['first', 'second'];
  const applied = shareBetween(block, names, inputs);
  if (!isMisfit(applied)) {
    const [first, second] = [...applied.flows.values()];
    return { flow: detached(first!), apart: first !== second };
  }
  const { misfit, remedy, instead } = applied;
  if (property) {
    const { value } = property;
    const fixes = [
      ...(instead ? replacing(context, value, instead) : []),
      ...droppingEntry(context, property),
    ];
    context.report(sharingMisfit(context.where(value), misfit, remedy, fixes));
  }
  return null;
}

export interface SharedBetween extends AppliedBlock {
  /** All that the tasks read. */
  readonly sources: readonly Flow['tensor'][];
  /** How many numbers several tasks train. */
  readonly shared: number;
  /** How many numbers are trained. */
  readonly learning: number;
  /** Of parameters and statistics, by their names within the block. */
  readonly states: readonly NamedShape[];
}

/** `tasks` are the names of those that read the block. */
export function shareBetween(
  block: SharedLayers,
  tasks: readonly string[],
  inputs: readonly CheckedFlow[],
): SharedBetween | Misfit {
  const step = feed('step', [], 'int64');
  const book = new ParameterBook(true, { random: { seed: 0, step }, counted: feed('counted', [rows]) });
  const readings = new Map(
    tasks.map((task): [string, Reading] => [
      task,
      inputs.map(({ flow, apart }) => (apart ? { ...flow, tensor: ownOf(flow, task) } : flow)),
    ]),
  );
  const applied = applySharing(block, readings, tasks, book);
  if (isMisfit(applied)) return applied;
  const sources = [...readings.values()].flatMap((reading) => reading.map(({ tensor }) => tensor));
  const { parameters, frozen, statistics } = book;
  const states = [...parameters, ...frozen, ...statistics].map(({ name, tensor: { shape } }) => ({
    name: name.slice(block.name.length + 1),
    shape,
  }));
  return {
    ...applied,
    sources: [...new Set(sources)],
    shared: sizeOfAll(parameters.filter((parameter) => parameter.tasks.length > 1)),
    learning: sizeOfAll(parameters),
    states,
  };
}

const sizeOfAll = (parameters: ParameterBook['parameters']): number =>
  parameters.reduce((sum, { tensor }) => sum + sizeOf(tensor.shape), 0);

/** What a task reads alone. */
const ownOf = ({ tensor: { shape, dtype } }: Flow, task: string): Flow['tensor'] =>
  feed(`features of ${task}`, shape, dtype);
