/** One model learns from one data set: everything that is fed or predicted must come from it. */
import { severalDataSets } from '../problems/names';
import type { CheckedData } from './data';
import { text } from '../../../../contract/text';
import type { CheckContext } from './context';
import { editing } from './repairs';
import type { CheckedInput } from './inputs';
import type { CheckedTask } from './tasks';

/** The data set that the first input or task uses; each use of another one is reported. Null when none is used. */
export function checkDataSets(
  context: CheckContext,
  inputs: readonly CheckedInput[],
  tasks: readonly CheckedTask[],
): CheckedData | null {
  const uses = [
    ...inputs.map(({ columns, symbol }) => ({ data: columns?.data, symbol })),
    ...tasks.map(({ target, symbol }) => ({ data: target?.columns?.data, symbol })),
  ];
  const first = uses.find(({ data }) => data)?.data ?? null;
  for (const { data, symbol } of uses) {
    if (!data || !first || data === first) continue;
    const { name } = first.symbol;
    const { from, to } = symbol.declaration;
    const uses = context
      .references()
      .all.filter(({ node, symbol: used }) => used === data.symbol && node.from >= from && node.to <= to);
    const edits = uses.map(({ node }) => ({ from: node.from, to: node.to, newText: name }));
    const fixes = editing(context, text('Change to `{text}`', { text: name }), edits);
    context.report(severalDataSets(context.where(symbol.nameNode), name, data.symbol.name, fixes));
  }
  return first;
}
