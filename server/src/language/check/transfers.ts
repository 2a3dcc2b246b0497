/** Blocks that start from a run: whether the run is there, and whether it has what the block needs. */
import { isMisfit } from '../../../../catalog/declaration';
import { lookUp } from '../../../../catalog';
import { trainedBlock } from '../../../../catalog/transfer/find-trained';
import {
  isMismatch,
  layerNumber,
  matchBlock,
  type Match,
  type Mismatch,
} from '../../../../catalog/transfer/match-block';
import { showCall } from '../../../../catalog/show-call';
import type { BlockPlan } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import type { RunAnswer, TrainedBlock } from '../../../../contract/trained-run';
import {
  blockNotInRun,
  layerOfOtherRun,
  runMissing,
  runUntrained,
  sharingOfOtherRun,
  tasksOfOtherRun,
} from '../problems/transfer';
import { precedeEntry } from '../edits/inserting';
import type { DeclaredSymbol } from '../resolve/symbols';
import type { BlockDeclaration, LayerNode, PropertyNode } from '../syntax/nodes';
import { writeString } from '../syntax/string-literal';
import type { CheckedBlock } from './blocks';
import type { Checked } from './checked-all';
import type { CheckContext } from './context';
import type { CheckedInput } from './inputs';
import { droppingEntry, editing, inserting, replacing } from './repairs';
import { flowsInto, tasksOver } from './sharings';
import { shareBetween, type CheckedFlow } from './share-layers';

/** What is known of the run that a block starts from, and the path of the run as it is written. */
export type StartingRun = RunAnswer & { readonly path: string };

/** Comes after blocks and tasks, and is asked anew in each text, of the blocks alone that start from a run. */
export function checkTransfers(
  context: CheckContext,
  inputs: Checked<CheckedInput>,
  blocks: Checked<CheckedBlock>,
): ReadonlyMap<string, StartingRun> {
  const found = new Map<string, StartingRun>();
  let tasks: ReturnType<typeof tasksOver> | undefined;
  for (const symbol of context.symbols.ofKind('shared', 'network')) {
    const declaration = symbol.declaration as BlockDeclaration<'shared' | 'network'>;
    const from = propertyOf(declaration, 'from');
    const { comparable: plan = null } = (from && blocks.get(symbol.name)) ?? {};
    if (!from || plan?.from === undefined) continue;
    const answer = context.run({ directory: context.directory, run: plan.from });
    found.set(symbol.name, { ...answer, path: plan.from });
    const flows = flowsInto(plan.on, inputs, blocks);
    if (!reportRun(context, answer, from, plan) || !flows) continue;
    const { run } = answer as Extract<RunAnswer, { state: 'known' }>;
    const trained = trainedBlock(run.blocks, symbol.name);
    if (trained) {
      tasks ??= tasksOver(context);
      const readers = tasks.get(symbol.name) ?? [symbol.name];
      checkTrained(context, { declaration, from, plan, flows, readers }, trained);
    } else {
      const names = run.blocks.map(({ name }) => name);
      const fixes = renamings(context, symbol, names);
      context.report(blockNotInRun(context.where(from.value), symbol.name, names, fixes));
    }
  }
  return found;
}

/** Whether the run is known. */
function reportRun(
  context: CheckContext,
  answer: RunAnswer,
  { value }: PropertyNode,
  { from = '' }: BlockPlan,
): boolean {
  if (answer.state === 'missing') {
    const fixes = replacing(context, value, ...answer.near.map(writeString));
    context.report(runMissing(context.where(value), from, fixes));
  }
  if (answer.state === 'untrained') context.report(runUntrained(context.where(value), from));
  return answer.state === 'known';
}

/** One for each of the first names that are free, with all places that name the block. */
function renamings(context: CheckContext, symbol: DeclaredSymbol, names: readonly string[]): readonly Fix[] {
  const free = names.filter((name) => !context.symbols.find(name)).slice(0, 3);
  if (free.length === 0) return [];
  const places = [
    symbol.nameNode,
    ...context
      .references()
      .to(symbol)
      .map(({ node }) => node),
  ];
  return free.flatMap((name) =>
    editing(
      context,
      text('Rename to `{name}`', { name }),
      places.map(({ from, to }) => ({ from, to, newText: name })),
    ),
  );
}

interface Starting {
  readonly declaration: BlockDeclaration<'shared' | 'network'>;
  readonly from: PropertyNode;
  readonly plan: BlockPlan;
  readonly flows: readonly CheckedFlow[];
  /** Names of the tasks that read the block, or its own. */
  readonly readers: readonly string[];
}

function checkTrained(context: CheckContext, starting: Starting, trained: TrainedBlock): void {
  const { declaration, from, plan, flows, readers } = starting;
  const sharing = showCall(plan.sharing, lookUp('sharings', plan.sharing.name)!.params);
  if (sharing !== trained.sharing) {
    const value = propertyOf(declaration, 'sharing')?.value;
    const fixes = value
      ? replacing(context, value, trained.sharing)
      : declaration.kind === 'shared'
        ? writing(context, from, trained.sharing)
        : [];
    context.report(sharingOfOtherRun(context.where(value ?? from.value), sharing, trained.sharing, fixes));
    return;
  }
  const match = compare(plan, readers, flows, trained);
  if (match && isMismatch(match)) reportMismatch(context, starting, trained, match);
}

interface Compared {
  readonly trained: TrainedBlock;
  /** What reaches the block, and who reads it. */
  readonly around: readonly unknown[];
  readonly match: Match | null;
}

/** A block that stays as it is is compared once, whatever is typed elsewhere. */
const compared = new WeakMap<BlockPlan, Compared>();

/** Null where the block cannot be built. */
function compare(
  plan: BlockPlan,
  readers: readonly string[],
  flows: readonly CheckedFlow[],
  trained: TrainedBlock,
): Match | null {
  const around = [...readers, ...flows.flatMap(({ flow, apart }) => [flow, apart])];
  const known = compared.get(plan);
  const isSame = known?.trained === trained && known.around.length === around.length;
  if (isSame && around.every((one, index) => one === known.around[index])) return known.match;
  const shared = shareBetween(plan, readers, flows);
  const match = isMisfit(shared) ? null : matchBlock(shared.states, trained.states);
  compared.set(plan, { trained, around, match });
  return match;
}

/** For a block whose sharing goes without saying. */
function writing(context: CheckContext, from: PropertyNode, sharing: string): readonly Fix[] {
  const entry = `sharing: ${sharing}`;
  return inserting(context, precedeEntry(context.tree, from, entry), entry);
}

/** At the layer where it arises. */
function reportMismatch(
  context: CheckContext,
  { declaration, from }: Starting,
  trained: TrainedBlock,
  { here, there, layer: other }: Mismatch,
): void {
  const number = layerNumber(here.name);
  const layer = number === undefined ? undefined : layersOf(declaration)[number - 1];
  const label = other === undefined ? undefined : trained.layers[other - 1];
  if (!layer || (other !== undefined && !there && layer.name.text === label?.match(/^\w+/)?.[0])) {
    context.report(tasksOfOtherRun(context.where(from.value), here.name));
    return;
  }
  const written = context.written(layer);
  const fixes =
    label === undefined
      ? droppingEntry(context, layer)
      : label === written
        ? []
        : replacing(context, layer, label);
  const name = here.name.split('/').at(-1)!;
  const one = { layer: written, name, shape: here.shape.join('x') };
  const another = { layer: label, shape: there?.shape.join('x') };
  context.report(layerOfOtherRun(context.where(layer), one, another, fixes));
}

const layersOf = ({ block }: BlockDeclaration): readonly LayerNode[] =>
  block.entries.filter((entry) => entry.kind === 'layer');

const propertyOf = ({ block }: BlockDeclaration, name: string): PropertyNode | undefined =>
  block.entries.findLast(
    (entry): entry is PropertyNode => entry.kind === 'property' && entry.name.text === name,
  );
