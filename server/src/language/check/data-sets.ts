/** Which data sets an experiment reads, and whether each can teach what is predicted from it. */
import { text } from '../../../../contract/text';
import { removeItem } from '../edits/removing';
import { dataTeachesNothing, taskNotFed } from '../problems/data-sets';
import type { Span } from '../syntax/nodes';
import type { CheckedAll } from './checked-all';
import type { CheckedTask } from './checked-task';
import type { TakenColumns } from './column-facts';
import type { ColumnSet } from './column-sets';
import type { CheckContext } from './context';
import type { CheckedData } from './data';
import { feeding, isFedBy } from './feeding';
import type { CheckedInput } from './inputs';
import { droppingItem, editing } from './repairs';

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

/** What a task reads must be there in every row that it is predicted from. */
export function checkFed(
  context: CheckContext,
  used: readonly CheckedData[],
  inputs: CheckedAll<CheckedInput>,
  tasks: CheckedAll<CheckedTask>,
  taken: TakenColumns,
): void {
  // A single one feeds whatever is fed.
  if (used.length < 2) return;
  for (const [index, sets] of taken.targets.entries())
    for (const { data: name } of sets) {
      const unfed = taken.read[index]!.filter((input) => {
        const own = taken.inputs[input]!;
        return own.length > 0 && !isFedBy(own, name!) && inputs.foundAt(input).sources?.whole === true;
      });
      if (unfed.length === 0) continue;
      const data = used.find(({ symbol }) => symbol.name === name)!;
      reportUnfed(
        context,
        tasks.at(index),
        data,
        unfed.map((input) => inputs.at(input)),
      );
    }
}

function reportUnfed(
  context: CheckContext,
  { symbol, target }: CheckedTask,
  data: CheckedData,
  inputs: readonly CheckedInput[],
): void {
  const { all } = target!.sources!;
  const { span } = all.find((columns) => columns.data.symbol.name === data.symbol.name)!;
  const fixes = [
    ...feeding(context, inputs, data),
    ...(all.length > 1 && isWithin(symbol.declaration, span) ? droppingItem(context, span) : []),
  ];
  const names = inputs.map((input) => `\`${input.symbol.name}\``);
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
    const edits = fed.flatMap(({ symbol: input, sources }) => {
      const { span } = sources!.all.find(({ data }) => data.symbol.name === name)!;
      const isOne = sources!.all.length > 1 && isWithin(input.declaration, span);
      return isOne ? [removeItem(context.tree, span)] : [];
    });
    const fixes =
      edits.length === fed.length
        ? editing(context, text('Take `{name}` out of the inputs', { name }), edits)
        : [];
    const names = fed.map((input) => `\`${input.symbol.name}\``);
    context.report(dataTeachesNothing(context.where(symbol.nameNode), name, names, fixes));
  }
}
