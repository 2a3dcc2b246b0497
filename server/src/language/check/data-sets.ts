/** Which data sets an experiment reads, and whether each can teach what is predicted from it. */
import type { Fix } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import { removeDeclaration, removeItem } from '../edits/removing';
import { dataTeachesNothing, taskNotFed } from '../problems/data-sets';
import type { DeclaredSymbol } from '../resolve/symbols';
import type { Span } from '../syntax/nodes';
import type { CheckedAll } from './checked-all';
import type { CheckedTask } from './checked-task';
import type { TakenColumns } from './column-facts';
import type { ColumnSet } from './column-sets';
import type { CheckContext } from './context';
import type { CheckedData } from './data';
import { dataSetsFeeding, feeding, isFedBy } from './feeding';
import type { CheckedInput } from './inputs';
import { droppingItem, editing, replacing } from './repairs';
import { writtenFor } from './sources';

type Taken = readonly ColumnSet[];

/** All that inputs and tasks take something from, in the order in which they come first. */
export function usedData(
  allData: ReadonlyMap<string, CheckedData>,
  { inputs, targets }: TakenColumns,
): readonly CheckedData[] {
  const names = new Set([...namesIn(inputs), ...namesIn(targets)]);
  return [...names].map((name) => allData.get(name)!);
}

/** Kept for as long as nobody takes other columns. */
const known = new WeakMap<readonly Taken[], readonly string[]>();

function namesIn(taken: readonly Taken[]): readonly string[] {
  let names = known.get(taken);
  if (!names) {
    names = [...new Set(taken.flatMap((sets) => sets.flatMap(({ data }) => data ?? [])))];
    known.set(taken, names);
  }
  return names;
}

/** The name of the one data set that is used; null where there are several, or where a fault may hide the use of another one. */
export function onlyData(
  { problems, symbols, tree }: CheckContext,
  used: readonly CheckedData[],
): string | null {
  const [first, ...others] = used;
  if (!first || others.length > 0) return null;
  const isAlone = symbols.names.byKind.get('data')!.length === 1;
  const isSound = [...tree.problems, ...problems].every(({ severity }) => severity !== 'error');
  return isAlone || isSound ? first.symbol.name : null;
}

/** Whether all that a task reads is there in every row that it is predicted from. */
export function checkFed(
  context: CheckContext,
  used: readonly CheckedData[],
  inputs: CheckedAll<CheckedInput>,
  tasks: CheckedAll<CheckedTask>,
  taken: TakenColumns,
): boolean {
  let fits = true;
  // A single one feeds whatever is fed.
  if (used.length < 2) return fits;
  for (const [index, sets] of taken.targets.entries())
    for (const { data: name } of sets) {
      const unfed = taken.read[index]!.filter((input) => {
        const own = taken.inputs[input]!;
        return own.length > 0 && !isFedBy(own, name!) && inputs.foundAt(input).sources?.whole === true;
      });
      if (unfed.length === 0) continue;
      fits = false;
      const data = used.find(({ symbol }) => symbol.name === name)!;
      reportUnfed(context, tasks.at(index), data, {
        missing: unfed.map((input) => inputs.at(input)),
        read: taken.read[index]!.map((input) => inputs.at(input)),
        used,
      });
    }
  return fits;
}

interface Unfed {
  /** The inputs that have nothing of the data set. */
  readonly missing: readonly CheckedInput[];
  /** All that the task reads. */
  readonly read: readonly CheckedInput[];
  readonly used: readonly CheckedData[];
}

function reportUnfed(
  context: CheckContext,
  { symbol, target }: CheckedTask,
  data: CheckedData,
  { missing, read, used }: Unfed,
): void {
  const { all } = target!.sources!;
  const own = all.find((columns) => columns.data.symbol.name === data.symbol.name)!;
  const { span } = own;
  const isHere = isWithin(symbol.declaration, span);
  const feeds = dataSetsFeeding(read);
  const others = used.filter((other) => feeds.includes(other.symbol.name));
  const fixes = [
    ...feeding(context, missing, data),
    ...(isHere && all.length > 1
      ? droppingItem(context, span)
      : isHere
        ? replacing(context, span, ...others.flatMap((other) => writtenFor(context, own, other) ?? []))
        : []),
  ];
  const names = missing.map((input) => `\`${input.symbol.name}\``);
  context.report(taskNotFed(context.where(span), data.symbol.name, names, fixes));
}

const isWithin = (outer: Span, inner: Span): boolean => outer.from <= inner.from && inner.to <= outer.to;

/** Rows without labels are of use to networks that teach each other: `pooled` are the data sets of which they read such rows. */
export function checkTeaching(
  context: CheckContext,
  used: readonly CheckedData[],
  inputs: CheckedAll<CheckedInput>,
  taken: TakenColumns,
  pooled: ReadonlySet<string>,
): void {
  // What a task is predicted from is not known where its target was not understood.
  if (used.length < 2 || taken.targets.some((sets) => sets.length === 0)) return;
  const taught = namesIn(taken.targets);
  for (const { symbol } of used) {
    const { name } = symbol;
    if (taught.includes(name) || pooled.has(name)) continue;
    const fed = inputs.places.flatMap((_, index) =>
      isFedBy(taken.inputs[index]!, name) ? [inputs.at(index)] : [],
    );
    const fixes = leavingOut(context, symbol, fed);
    const names = fed.map((input) => `\`${input.symbol.name}\``);
    context.report(dataTeachesNothing(context.where(symbol.nameNode), name, names, fixes));
  }
}

/** Out of the lists of the inputs, and out of the file where nothing else uses it. */
function leavingOut(
  context: CheckContext,
  data: DeclaredSymbol,
  fed: readonly CheckedInput[],
): readonly Fix[] {
  const { name } = data;
  const edits = fed.flatMap(({ symbol, sources }) => {
    const { span } = sources!.all.find((columns) => columns.data.symbol.name === name)!;
    const isOne = sources!.all.length > 1 && isWithin(symbol.declaration, span);
    return isOne ? [removeItem(context.tree, span)] : [];
  });
  if (edits.length < fed.length) return [];
  const uses = context.references().all.filter(({ symbol }) => symbol === data);
  return uses.length > edits.length
    ? editing(context, text('Take `{name}` out of the inputs', { name }), edits)
    : editing(context, text('Remove `{name}`, also from the inputs', { name }), [
        ...edits,
        removeDeclaration(context.tree, data.declaration),
      ]);
}
