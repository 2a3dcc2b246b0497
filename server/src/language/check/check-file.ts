/** All checks of a file, from what rests on nothing to what rests on everything, and the plan that comes out. */
import type { Plan, TrainPlan } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import type { SweepDesign } from '../../../../contract/sweep';
import { text } from '../../../../contract/text';
import { declarationForms } from '../grammar/declarations';
import type { DeclarationKind } from '../grammar/forms';
import { appendEntry, insertDeclaration } from '../edits/inserting';
import { removeDeclaration } from '../edits/removing';
import { declaredTwice } from '../problems/names';
import { lowerPlan } from '../lower/lower-plan';
import { taskMissing } from '../problems/composition';
import { none } from '../syntax/fitted';
import { isBlockDeclaration, type BlockDeclaration, type DeclarationNode } from '../syntax/nodes';
import { checkBlocks } from './blocks';
import { CheckedAll, type Checked } from './checked-all';
import type { CheckedTask } from './checked-task';
import type { CheckContext } from './context';
import { checkCotrain } from './cotrain';
import { dataCheck, type CheckedData } from './data';
import { checkFed, checkTeaching, onlyData, usedData } from './data-sets';
import { checkFederated } from './federated';
import { dataSetsFeeding, inputsFeeding } from './feeding';
import { inputCheck, type CheckedInput } from './inputs';
import { checkLets } from './lets';
import { checkNetworkData } from './network-data';
import { taskExample } from './own-examples';
import { checkParts } from './parts';
import { recall } from './recall';
import { droppingDeclaration, editing, inserting } from './repairs';
import { taskCheck } from './tasks';
import { checkShared } from './shared-parameters';
import { checkSharings } from './sharings';
import { takenColumns } from './taken-columns';
import { checkSweep } from './sweep';
import { checkInTrain, checkTrain } from './train';
import { checkStreams } from './streams';
import { checkTransfers, type StartingRun } from './transfers';
import { checkUnused } from './unused';

export interface CheckedFile {
  /** Everything that the text says; null when a part of it could not be understood or lacks a count. */
  draft(): Plan | null;
  /** How it is trained; null where a part of it was not understood. */
  readonly train: TrainPlan | null;
  /** The designed experiment; null without one, or where a part of it was not understood. */
  readonly sweep: SweepDesign | null;
  /** The draft may be trained: the data that it uses was read. */
  readonly dataIsKnown: boolean;
  readonly data: ReadonlyMap<string, CheckedData>;
  /** What is known of the run that each block starts from, by the name of the block. */
  readonly runs: ReadonlyMap<string, StartingRun>;
  readonly inputs: Checked<CheckedInput>;
  readonly tasks: Checked<CheckedTask>;
}

/** `title` is that of an experiment without one. */
export function checkFile(context: CheckContext, title: () => string): CheckedFile {
  const { declarations } = context.tree.file;
  const { memory, symbols } = context;
  const findings = memory?.turn(symbols.names, declarations) ?? [];
  context.shapes.takeOver(findings);
  checkOnce(context);
  checkLets(context);
  const ofData = dataCheck(context);
  const data = new Map(
    symbols.ofKind('data').map((symbol) => [symbol.name, recall(context, symbol, ofData)]),
  );
  const inputs = new CheckedAll(context, findings, ['input'], inputCheck(data)).run();
  const blocks = checkBlocks(context, findings, inputs);
  const below = { data, inputs, blocks };
  const tasks = new CheckedAll(context, findings, ['task'], taskCheck(context, below)).run();
  const taken = takenColumns(context, inputs, tasks);
  const used = usedData(data, taken);
  const areFed = checkFed(context, used, inputs, tasks, taken);
  checkNetworkData(context, inputs, tasks);
  checkParts(context, used, inputs, tasks, taken);
  const taught = new Map<string, BlockDeclaration<'cotrain'>>();
  const cotrain = blocksOf(context, 'cotrain').map((pair) =>
    checkCotrain(context, pair, below, tasks, taught),
  );
  const pooled = new Set(
    cotrain.flatMap((pair) => (pair ? dataSetsFeeding(inputsFeeding(symbols, inputs, pair.task)) : [])),
  );
  if (areFed && !cotrain.includes(null)) checkTeaching(context, used, inputs, taken, pooled);
  const rows = {
    sets: used.map(({ symbol, schema, plan }) => ({
      data: symbol.name,
      schema,
      split: plan?.split ?? null,
      span: symbol.nameNode,
    })),
    only: onlyData(context, used),
  };
  const [first = null, ...others] = blocksOf(context, 'train');
  for (const other of others) memory?.keep(declarations.indexOf(other), undefined);
  const train = checkTrain(context, first, tasks, rows);
  checkSharings(context, inputs, blocks);
  const runs = checkTransfers(context, inputs, blocks);
  checkShared(context, first, train.plan);
  checkStreams(context, first, train.plan, used);
  checkFederated(context, first, train.plan, used);
  const [design = null] = blocksOf(context, 'sweep').map((sweep) =>
    checkSweep(context, sweep, {
      checkInTrain: (name, value) => checkInTrain(context, first, tasks, rows, { name, value }),
      shares: tasks.size > 1 || cotrain.length > 0,
    }),
  );
  if (!declarations.some(({ kind }) => kind === 'task'))
    reportNoTask(context, declarations, taskExample(context, { data, inputs }, blocks));

  checkUnused(context);

  const draft = (): Plan | null =>
    lowerPlan({
      title: titleOf(declarations) ?? title(),
      directory: context.directory,
      data: used,
      inputs: [...inputs.values()],
      blocks: [...blocks.values()],
      tasks: [...tasks.values()],
      cotrain,
      train: train.plan,
    });
  return {
    draft,
    train: train.plan,
    sweep: design,
    dataIsKnown: used.length > 0 && used.every(({ state }) => state === 'known'),
    data,
    inputs,
    tasks,
    runs,
  };
}

/** Of a kind that has no names. */
const blocksOf = <K extends BlockDeclaration['kind']>(
  context: CheckContext,
  kind: K,
): readonly BlockDeclaration<K>[] => namelessOf(context, kind) as readonly BlockDeclaration<K>[];

const namelessOf = ({ symbols, tree }: CheckContext, kind: DeclarationKind): readonly DeclarationNode[] =>
  symbols.names.nameless.get(kind)?.map((place) => tree.file.declarations[place]!) ?? none;

function titleOf(declarations: readonly DeclarationNode[]): string | null {
  for (const declaration of declarations)
    if (declaration.kind === 'experiment' && declaration.title.kind === 'string')
      return declaration.title.value.trim() || null;
  return null;
}

const onceKinds = (Object.keys(declarationForms) as DeclarationKind[]).filter(
  (kind) => declarationForms[kind].once,
);

function checkOnce(context: CheckContext): void {
  for (const kind of onceKinds) {
    const [first, ...others] = namelessOf(context, kind);
    for (const other of others) {
      const range = context.tree.lines.rangeOf(first!.keyword);
      const fixes = mergeInto(context, first!, other);
      context.report(declaredTwice(context.where(other.keyword), kind, range, fixes));
    }
  }
}

/** What the first one does not say yet goes there. */
function mergeInto(context: CheckContext, first: DeclarationNode, second: DeclarationNode): readonly Fix[] {
  if (!isBlockDeclaration(first) || !isBlockDeclaration(second)) return droppingDeclaration(context, second);
  const said = new Set(first.block.entries.map(({ name }) => name.text));
  const added = second.block.entries.filter(({ name }) => !said.has(name.text));
  const written = added.map((entry) => context.written(entry));
  if (written.length === 0) return droppingDeclaration(context, second);
  const edits = [appendEntry(context.tree, first, first.block, written.join('; '))];
  return editing(context, text('Put everything into the first one'), [
    ...edits,
    removeDeclaration(context.tree, second),
  ]);
}

/** Said at the end of the file, where the task would be written; before `train`, which comes last by custom. */
function reportNoTask(
  context: CheckContext,
  declarations: readonly DeclarationNode[],
  example: string | null,
): void {
  const last = declarations.at(-1);
  const behind = declarations.find(({ kind }) => kind === 'cotrain' || kind === 'train') ?? null;
  const fixes = example
    ? inserting(context, insertDeclaration(context.tree, behind, example), example.split(' {')[0])
    : [];
  context.report(taskMissing(context.where(last ? last.keyword : { from: 0, to: 0 }), fixes));
}
