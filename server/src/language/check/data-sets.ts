/** One model learns from one data set: everything that is fed or predicted must come from it. */
import { removeDeclaration } from '../edits/removing';
import { severalDataSets } from '../problems/names';
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
  inputs: readonly CheckedInput[],
  tasks: readonly CheckedTask[],
): CheckedData | null {
  let first: CheckedData | null = null;
  for (const { symbol, taken } of [...inputs, ...tasks]) {
    if (taken.data === null || taken.data === first?.symbol.name) continue;
    const data: CheckedData = allData.get(taken.data)!;
    if (!first) {
      first = data;
      continue;
    }
    const { name } = first.symbol;
    const { from, to } = symbol.declaration;
    const { name: other, declaration } = data.symbol;
    const all = context.references().all.filter(({ symbol: used }) => used === data.symbol);
    const here = all.filter(({ node }) => node.from >= from && node.to <= to);
    const edits = here.map(({ node }) => ({ from: node.from, to: node.to, newText: name }));
    const isLastUse = here.length === all.length;
    const fixes = [
      ...(isLastUse
        ? editing(context, text('Change to `{name}` and remove `{other}`', { name, other }), [
            ...edits,
            removeDeclaration(context.tree, declaration),
          ])
        : []),
      ...editing(context, text('Change to `{text}`', { text: name }), edits),
    ];
    context.report(severalDataSets(context.where(symbol.nameNode), name, other, fixes));
  }
  return first;
}
