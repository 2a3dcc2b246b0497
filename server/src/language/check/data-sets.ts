/** One model learns from one data set: everything that is fed or predicted must come from it. */
import { removeDeclaration } from '../edits/removing';
import { severalDataSets } from '../problems/names';
import type { DeclaredSymbol } from '../resolve/symbols';
import type { CheckedAll } from './checked-all';
import type { CheckedData } from './data';
import { text } from '../../../../contract/text';
import type { CheckContext } from './context';
import { editing } from './repairs';
import type { CheckedInput } from './inputs';
import type { CheckedTask } from './checked-task';

/** The data set that the first input or task uses; each use of another one is reported. Null when none is used. */
export function checkDataSets(
  context: CheckContext,
  allData: ReadonlyMap<string, CheckedData>,
  inputs: CheckedAll<CheckedInput>,
  tasks: CheckedAll<CheckedTask>,
): CheckedData | null {
  let first: CheckedData | null = null;
  for (const list of [inputs.found, tasks.found])
    for (const { symbol, taken } of list) {
      if (taken.data === null || taken.data === first?.symbol.name) continue;
      const data: CheckedData = allData.get(taken.data)!;
      if (first) reportOther(context, first.symbol.name, data.symbol, context.symbols.find(symbol.name)!);
      else first = data;
    }
  return first;
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
