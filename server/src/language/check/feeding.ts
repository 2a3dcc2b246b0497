/** Which data sets feed all that a block or a task reads, and how one more would. */
import type { Fix } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import type { TextEdit } from '../edits/edit';
import { foundationsBehind } from '../resolve/foundations-behind';
import type { Symbols } from '../resolve/symbols';
import type { InputNode } from '../syntax/nodes';
import type { Checked } from './checked-all';
import type { CheckedTask } from './checked-task';
import type { ColumnSet } from './column-sets';
import type { CheckContext } from './context';
import type { CheckedData } from './data';
import type { CheckedInput } from './inputs';
import { editing } from './repairs';
import { writtenFor } from './sources';

/** What was checked of a file, as far as it says what feeds what. */
export interface Fed {
  readonly inputs: Pick<Checked<CheckedInput>, 'get'>;
  readonly tasks: Pick<Checked<CheckedTask>, 'values'>;
}

/** The inputs behind a block or a task whose data sets are known. */
export const inputsFeeding = (
  symbols: Symbols,
  inputs: Fed['inputs'],
  name: string,
): readonly CheckedInput[] =>
  [...foundationsBehind(symbols, name)].flatMap((below) => {
    const input = inputs.get(below);
    return input && input.taken.length > 0 ? [input] : [];
  });

/** The data sets that feed each of the inputs, in the order in which the first one lists them. */
export function dataSetsFeeding(inputs: readonly CheckedInput[]): readonly string[] {
  const names = inputs[0]?.taken.flatMap(({ data }) => data ?? []) ?? [];
  return names.filter((name) => inputs.every(({ taken }) => isFedBy(taken, name)));
}

export const isFedBy = (taken: readonly ColumnSet[], data: string): boolean =>
  taken.some((set) => set.data === data);

/** The data sets from which a network can learn: they feed it, and a task that stands on it is predicted from them. */
export function dataSetsTeaching(
  symbols: Symbols,
  { inputs, tasks }: Fed,
  network: string,
): readonly string[] {
  const own = [...tasks.values()].filter(({ symbol }) =>
    foundationsBehind(symbols, symbol.name).has(network),
  );
  return dataSetsFeeding(inputsFeeding(symbols, inputs, network)).filter((name) =>
    own.some(({ taken }) => isFedBy(taken, name)),
  );
}

/** Adds to each of the inputs the columns of another data set that are called like those which it reads. */
export function feeding(
  context: CheckContext,
  inputs: readonly CheckedInput[],
  data: CheckedData,
): readonly Fix[] {
  const shown: string[] = [];
  const edits: TextEdit[] = [];
  for (const { symbol, sources } of inputs) {
    const { columns } = symbol.declaration as InputNode;
    const written = sources && writtenFor(context, sources.all[0]!, data);
    if (!written || columns.kind === 'word') return [];
    shown.push(written);
    const items = columns.kind === 'list' ? columns.items : [];
    const end = items.at(-1)?.to ?? columns.to;
    if (items.length === 0) edits.push({ from: columns.from, to: columns.from, newText: '[' });
    edits.push({ from: end, to: end, newText: items.length === 0 ? `, ${written}]` : `, ${written}` });
  }
  return editing(context, text('Insert `{text}`', { text: shown.join(', ') }), edits);
}
