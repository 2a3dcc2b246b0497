/** What pairs of networks need to teach each other something: views of their own, and rows that nobody has labelled. */
import type { Fix } from '../../../../contract/problem';
import { firstOf } from '../../../../contract/text';
import { nothingApart } from '../problems/exchanges';
import {
  labelsDrawnTooMany,
  labelsPassedTooMany,
  roundsIdle,
  rowsAllLabelled,
  viewsOverlap,
} from '../problems/pairs';
import { foundationsBehind } from '../resolve/foundations-behind';
import { isBlockDeclaration, type BlockDeclaration, type PropertyNode } from '../syntax/nodes';
import type { CheckContext } from './context';
import type { CheckedCommon } from './common-layers';
import { dataSetsFeeding, inputsFeeding, isFedBy } from './feeding';
import type { Taught } from './fitting-method';
import type { CheckedInput } from './inputs';
import { droppingDeclaration, droppingEntry, replacing } from './repairs';
import type { ReadCall } from './read-call';
import { droppingColumn } from './sources';
import type { CheckedTask, Foundations } from './checked-task';

/** Columns that are shown of many. */
const mostShown = 3;

/** A pair whose method lives by networks that see different things. */
export interface Views {
  readonly pair: BlockDeclaration<'cotrain'>;
  readonly networks: readonly string[];
  readonly method: string;
}

/**
 * Networks that see the same make the same mistakes, unless they learn from data sets of their own: of each two the later one is told. `common` are layers
 * that they share.
 */
export function checkViews(
  context: CheckContext,
  { pair, networks, method }: Views,
  { inputs, blocks }: Pick<Foundations, 'inputs' | 'blocks'>,
  common: CheckedCommon | undefined,
): void {
  const taughtBy = networks.map((network) => blocks.get(network)?.plan?.data);
  const learnApart = (one: number, other: number): boolean =>
    taughtBy[one] !== undefined && taughtBy[other] !== undefined && taughtBy[one] !== taughtBy[other];
  const views = networks.map((network) => {
    const behind = foundationsBehind(context.symbols, network);
    return [...inputs.keys()].flatMap((name) => (behind.has(name) ? inputs.get(name)! : []));
  });
  for (const [index, later] of views.entries()) {
    const earlier = views.findIndex(
      (view, at) => at < index && !learnApart(at, index) && overlapOf(view, later).length > 0,
    );
    if (earlier < 0) continue;
    const overlap = overlapOf(views[earlier]!, later);
    const where = context.where(pair.on[index]!);
    const names = [networks[earlier]!, networks[index]!] as const;
    const fixes = viewingApart(context, names[1], views.flat(), later, overlap);
    context.report(
      common?.areOne(...names)
        ? nothingApart(where, names, method, [...fixes, ...common.fewer])
        : viewsOverlap(where, names, firstOf(overlap, mostShown), fixes),
    );
  }
}

/** Columns that both read of one data set. */
function overlapOf(view: readonly CheckedInput[], other: readonly CheckedInput[]): readonly string[] {
  const own = view.flatMap(({ taken }) => taken);
  const shared = other.flatMap(({ taken }) =>
    taken.flatMap(({ data, names }) => {
      const read = own.filter((set) => set.data === data);
      return names.filter((name) => read.some(({ placeOf }) => placeOf.has(name)));
    }),
  );
  return [...new Set(shared)];
}

/** The network stands on an input that no other one reads, or its own input does without the column. */
function viewingApart(
  context: CheckContext,
  network: string,
  read: readonly CheckedInput[],
  view: readonly CheckedInput[],
  overlap: readonly string[],
): readonly Fix[] {
  const { declaration } = context.symbols.find(network)!;
  const names = new Set(read.map(({ symbol }) => symbol.name));
  const free = context.symbols.ofKind('input').filter(({ name }) => !names.has(name));
  const [only] = view;
  const [foundation] = isBlockDeclaration(declaration) ? declaration.on : [];
  const isShared = read.filter((input) => input === only).length > 1;
  if (isShared)
    return foundation?.text === only!.symbol.name
      ? replacing(context, foundation, ...free.slice(0, 2).map(({ name }) => name))
      : [];
  return view.flatMap(({ sources, taken }) => {
    const [first] = taken.flatMap(({ placeOf }, index) => {
      const column = overlap.find((name) => placeOf.has(name));
      return column === undefined ? [] : [{ own: sources!.all[index]!, at: placeOf.get(column)! }];
    });
    return first ? droppingColumn(context, sources!, first.own, first.at) : [];
  });
}

/** Labels are passed on for rows that have none. How many those are is known of a target of one column. */
export function checkPool(
  context: CheckContext,
  pair: BlockDeclaration<'cotrain'>,
  { task, networks }: Taught,
  method: ReadCall<'cotraining'>,
  { data, inputs, blocks }: Foundations,
): void {
  // Who may not learn from all labels may be given those by the others.
  if (networks.some((name) => blocks.get(name)?.plan?.data !== undefined)) return;
  const rows = rowsWithoutLabel(context, task, data, inputs);
  if (rows === null) return;
  const where = context.where(pair.keyword);
  const { declaration } = method;
  if (rows === 0) {
    if (!declaration.needsPool) return;
    context.report(rowsAllLabelled(where, task.symbol.name, droppingDeclaration(context, pair)));
    return;
  }
  if (task.target!.sources!.width > 1 || declaration.acts !== 'rounds') return;
  const { takes, draws } = declaration;
  for (const [parameter, report] of [
    [takes, labelsPassedTooMany],
    [draws, labelsDrawnTooMany],
  ] as const) {
    const asked = parameter === undefined ? undefined : method.call.args[parameter];
    const written = parameter === undefined ? undefined : method.assigned.get(parameter);
    if (typeof asked !== 'number' || asked <= rows || !written) continue;
    const fixes = replacing(context, written.value, String(rows));
    context.report(report(context.where(written.value), asked, rows, fixes));
  }
}

/** Of several columns at least so many rows; null where that is not known. Rows of data sets that feed the task and have no labels count too. */
function rowsWithoutLabel(
  { symbols }: CheckContext,
  { symbol, target, taken }: CheckedTask,
  allData: Foundations['data'],
  inputs: Foundations['inputs'],
): number | null {
  const { all, width } = target?.sources ?? { all: [], width: 0 };
  if (width === 0) return null;
  const labelled = all.map(({ known }) => Math.max(...known.map((column) => column?.missing ?? NaN)));
  const unlabelled = dataSetsFeeding(inputsFeeding(symbols, inputs, symbol.name))
    .filter((name) => !isFedBy(taken, name))
    .map((name) => allData.get(name)?.schema?.rows ?? NaN);
  const rows = [...labelled, ...unlabelled].reduce((sum, count) => sum + count, 0);
  return Number.isNaN(rows) ? null : rows;
}

/** What a method that teaches in every step makes no use of. */
export function checkRounds(
  context: CheckContext,
  properties: ReadonlyMap<string, PropertyNode>,
  method: string,
): void {
  for (const name of ['rounds', 'until']) {
    const written = properties.get(name);
    if (written)
      context.report(roundsIdle(context.where(written.name), name, method, droppingEntry(context, written)));
  }
}
