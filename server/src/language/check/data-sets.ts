/** One model learns from one data set: everything that is fed or predicted must come from it. */
import { removeDeclaration } from '../edits/removing';
import { severalDataSets } from '../problems/names';
import type { DeclaredSymbol } from '../resolve/symbols';
import type { ColumnSet } from './column-sets';
import type { CheckedData } from './data';
import { text } from '../../../../contract/text';
import type { CheckContext } from './context';
import { editing } from './repairs';
import type { TakenColumns } from './column-facts';

/** The data set that the first input or task uses; each use of another one is reported. Null when none is used. */
export function checkDataSets(
  context: CheckContext,
  allData: ReadonlyMap<string, CheckedData>,
  { inputs, targets }: TakenColumns,
): CheckedData | null {
  const [first, ...others] = new Set([...dataOf(inputs), ...dataOf(targets)]);
  if (first === undefined) return null;
  if (others.length > 0) {
    reportOthers(context, allData, first, 'input', inputs);
    reportOthers(context, allData, first, 'task', targets);
  }
  return allData.get(first)!;
}

/** The names of the data sets that columns of a list come from, in the order in which they come. */
const known = new WeakMap<readonly ColumnSet[], readonly string[]>();

function dataOf(taken: readonly ColumnSet[]): readonly string[] {
  let names = known.get(taken);
  if (!names) known.set(taken, (names = [...new Set(taken.flatMap(({ data }) => data ?? []))]));
  return names;
}

function reportOthers(
  context: CheckContext,
  allData: ReadonlyMap<string, CheckedData>,
  first: string,
  kind: 'input' | 'task',
  taken: readonly ColumnSet[],
): void {
  const users = context.symbols.ofKind(kind);
  for (const [index, { data }] of taken.entries())
    if (data !== null && data !== first)
      reportOther(context, first, allData.get(data)!.symbol, users[index]!);
}

/** `user` is what comes from the other data set. */
function reportOther(context: CheckContext, name: string, other: DeclaredSymbol, user: DeclaredSymbol): void {
  const { from, to } = user.declaration;
  const all = context.references().all.filter(({ symbol }) => symbol === other);
  const here = all.filter(({ node }) => node.from >= from && node.to <= to);
  const edits = here.map(({ node }) => ({ from: node.from, to: node.to, newText: name }));
  const isLastUse = here.length === all.length;
  const fixes = [
    ...(isLastUse
      ? editing(context, text('Change to `{name}` and remove `{other}`', { name, other: other.name }), [
          ...edits,
          removeDeclaration(context.tree, other.declaration),
        ])
      : []),
    ...editing(context, text('Change to `{text}`', { text: name }), edits),
  ];
  context.report(severalDataSets(context.where(user.nameNode), name, other.name, fixes));
}
